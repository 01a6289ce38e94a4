package io.sluice.rules.language;

import io.sluice.rules.language.Scope.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks expressions against the fields of facts and turns them into functions. A condition can
 * only become a function through this class: there is no other way from a rule's text to anything
 * that runs.
 */
final class ExpressionChecker {
  /** The enums whose constants rules may name. */
  private static final Map<String, ValueType> CONSTANTS =
      Map.of(
          "DayOfWeek", ValueType.DAY,
          "java.time.DayOfWeek", ValueType.DAY,
          "Dialect", ValueType.DIALECT,
          "io.sluice.rules.fact.Dialect", ValueType.DIALECT);

  private final CallChecker calls = new CallChecker();
  private final Comparisons comparisons = new Comparisons();
  private final Scope scope;
  private final Optional<FactType> self;
  private final int slot;

  /**
   * @param self the fact whose pattern the expression stands in; empty on the right-hand side
   * @param slot the slot of that fact
   */
  ExpressionChecker(Scope scope, Optional<FactType> self, int slot) {
    this.scope = scope;
    this.self = self;
    this.slot = slot;
  }

  Term check(Expression expression) throws SyntaxProblem {
    return switch (expression) {
      case Expression.TextLiteral(int _, String value) -> Term.literal(ValueType.TEXT, value);
      case Expression.NumberLiteral number -> Literals.number(number);
      case Expression.TruthLiteral(int _, boolean value) -> Term.literal(ValueType.TRUTH, value);
      case Expression.NullLiteral _ ->
          new Term(
              ValueType.NULL,
              (_, _) -> null,
              "null",
              Term.NO_SLOTS,
              false,
              Optional.empty(),
              false);
      case Expression.Name(int offset, String name) -> name(offset, name);
      case Expression.Member member -> member(member);
      case Expression.Entry entry -> entry(entry);
      case Expression.Not(int offset, Expression operand) -> not(offset, truth(operand));
      case Expression.Minus minus -> minus(minus);
      case Expression.Binary binary -> binary(binary);
      case Expression.In(int offset, Expression value, List<Expression> choices) ->
          in(offset, check(value), choices);
    };
  }

  /** A term that is true or false. */
  Term truth(Expression expression) throws SyntaxProblem {
    Term term = check(expression);
    if (term.type() != ValueType.TRUTH) {
      throw new SyntaxProblem(
          expression.offset(),
          "this is %s, no condition (expected: a comparison, such as hour >= 22)"
              .formatted(term.type().shown()));
    }
    return term;
  }

  private Term name(int offset, String name) throws SyntaxProblem {
    Optional<Binding> bound = scope.find(name);
    if (bound.isPresent()) {
      return bound(offset, name, bound.get());
    }
    if (self.isEmpty()) {
      throw new SyntaxProblem(
          offset,
          "'%s' is not bound in this rule; %s%s"
              .formatted(name, Nearest.hint(name, scope.names()), quotes(name, scope.names())));
    }
    return property(offset, self.get(), name);
  }

  /** A name that is near to none may be a text without its quotes. */
  private static String quotes(String name, Set<String> known) {
    boolean near = Nearest.hint(name, known).startsWith("did you mean");
    return near || name.startsWith("$") ? "" : "; a text needs quotes: \"" + name + "\"";
  }

  private Term bound(int offset, String name, Binding binding) throws SyntaxProblem {
    Term value =
        binding
            .value()
            .orElseThrow(() ->
                new SyntaxProblem(
                    offset,
                    "'%s' is a whole %s (expected: one of its fields, such as %s.%s)"
                        .formatted(
                            name,
                            binding.type().name(),
                            name,
                            binding.type().properties().keySet().stream()
                                .sorted()
                                .findFirst()
                                .orElse(""))));
    return of(binding.slot(), value);
  }

  /** A term that reads the fact of a slot, wherever that fact comes from. */
  private Term of(int factSlot, Term value) {
    if (self.isPresent() && factSlot == slot) {
      return value;
    }
    var slots = new TreeSet<>(value.slots());
    slots.add(factSlot);
    Evaluation read = value.evaluation();
    return new Term(
        value.type(),
        (_, earlier) -> read.value(earlier[factSlot], earlier),
        "#" + factSlot + "." + value.canonical(),
        slots,
        false,
        Optional.empty(),
        value.mayFail());
  }

  private static Term property(int offset, FactType type, String name) throws SyntaxProblem {
    Property property = type.properties().get(name);
    if (property == null) {
      throw new SyntaxProblem(
          offset,
          "%s has no field '%s'; %s%s"
              .formatted(
                  type.name(),
                  name,
                  Nearest.hint(name, type.properties().keySet()),
                  quotes(name, type.properties().keySet())));
    }
    return new Term(
        property.type(),
        property.read(),
        type.name() + "." + name,
        Term.NO_SLOTS,
        true,
        Optional.empty(),
        false);
  }

  private Term member(Expression.Member member) throws SyntaxProblem {
    Optional<String> className = className(member.target());
    if (className.isPresent()) {
      return ofClass(className.get(), member);
    }
    if (member.target() instanceof Expression.Name(int _, String name)) {
      if (name.equals("this") && self.isPresent()) {
        return property(member.offset(), self.get(), CallChecker.propertyName(member));
      }
      Optional<Binding> fact = scope.find(name).filter(b -> b.value().isEmpty());
      if (fact.isPresent()) {
        FactType type = fact.get().type();
        return of(
            fact.get().slot(), property(member.offset(), type, CallChecker.propertyName(member)));
      }
    }
    return call(check(member.target()), member);
  }

  private Term call(Term target, Expression.Member member) throws SyntaxProblem {
    return calls.check(target, member, arguments(member));
  }

  private List<Term> arguments(Expression.Member member) throws SyntaxProblem {
    var arguments = new ArrayList<Term>();
    for (Expression argument : member.arguments()) {
      arguments.add(check(argument));
    }
    return arguments;
  }

  /** Whether an expression names a class, and so has no value of its own. */
  boolean namesClass(Expression expression) {
    return className(expression).isPresent();
  }

  /** The name of a class or package, when the expression can be nothing else. */
  private Optional<String> className(Expression expression) {
    return switch (expression) {
      case Expression.Name(int _, String name) ->
          isNothingElse(name) ? Optional.of(name) : Optional.empty();
      case Expression.Member member when !member.called() ->
          className(member.target()).map(owner -> owner + "." + member.name());
      default -> Optional.empty();
    };
  }

  private boolean isNothingElse(String name) {
    boolean known =
        scope.find(name).isPresent()
            || name.equals("this")
            || self.filter(type -> type.properties().containsKey(name)).isPresent();
    return !known && (ClassPolicy.looksLikeClass(name) || scope.classes().find(name).isPresent());
  }

  private Term ofClass(String name, Expression.Member member) throws SyntaxProblem {
    String full = scope.classes().find(name).orElse(name);
    ValueType constants = CONSTANTS.get(name);
    if (constants != null && !member.called()) {
      return Literals.coerce(member.offset(), member.name(), constants);
    }
    if (scope.classes().find(name).isPresent()) {
      return calls.check(full, scope.classes().calls(full), member, arguments(member));
    }
    // Part of a longer name, such as java.time in java.time.LocalDate, is told as the whole.
    throw new SyntaxProblem(start(member), scope.classes().refusal(name));
  }

  private static int start(Expression expression) {
    return expression instanceof Expression.Member member
        ? start(member.target())
        : expression.offset();
  }

  private Term entry(Expression.Entry entry) throws SyntaxProblem {
    Term map = check(entry.target());
    if (map.type() != ValueType.TEXT_MAP) {
      throw new SyntaxProblem(
          entry.offset(),
          "'[…]' can't be used on %s (expected: a map, such as headers[\"x-team\"])"
              .formatted(map.type().shown()));
    }
    Term key = Literals.text(entry.key().offset(), check(entry.key()));
    Evaluation mapOf = map.evaluation();
    Evaluation keyOf = key.evaluation();
    return Term.join(
        ValueType.TEXT,
        map.canonical() + "[" + key.canonical() + "]",
        map,
        key,
        (fact, earlier) ->
            CollectionCalls.entry(
                (Map<?, ?>) Literals.present(mapOf.value(fact, earlier)),
                (String) Literals.present(keyOf.value(fact, earlier))));
  }

  private static Term not(int offset, Term operand) throws SyntaxProblem {
    if (operand.type() != ValueType.TRUTH) {
      throw new SyntaxProblem(offset, "'!' needs a condition (expected: true or false)");
    }
    Evaluation of = operand.evaluation();
    return operand.derive(
        ValueType.TRUTH,
        "!(" + operand.canonical() + ")",
        (fact, earlier) -> !of.holds(fact, earlier));
  }

  private Term minus(Expression.Minus minus) throws SyntaxProblem {
    if (minus.operand() instanceof Expression.NumberLiteral(int offset, String digits)) {
      return Literals.number(new Expression.NumberLiteral(offset, "-" + digits));
    }
    var zero = new Expression.NumberLiteral(minus.offset(), "0");
    return binary(new Expression.Binary(minus.offset(), Operator.MINUS, zero, minus.operand()));
  }

  private Term binary(Expression.Binary binary) throws SyntaxProblem {
    Operator operator = binary.operator();
    return switch (operator) {
      case OR, AND -> junction(operator, truth(binary.left()), truth(binary.right()));
      case PLUS, MINUS, TIMES, OVER, MODULO ->
          Arithmetic.check(binary, check(binary.left()), check(binary.right()));
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          comparisons.compare(binary, check(binary.left()), check(binary.right()));
      case MATCHES, CONTAINS, MEMBER_OF, STARTS_WITH, ENDS_WITH ->
          comparisons.relate(binary, check(binary.left()), check(binary.right()));
    };
  }

  private static Term junction(Operator operator, Term left, Term right) {
    Evaluation one = left.evaluation();
    Evaluation other = right.evaluation();
    String canonical = "(" + left.canonical() + operator.symbol() + right.canonical() + ")";
    Evaluation how =
        operator == Operator.AND
            ? (fact, earlier) -> one.holds(fact, earlier) && other.holds(fact, earlier)
            : (fact, earlier) -> one.holds(fact, earlier) || other.holds(fact, earlier);
    return Term.join(ValueType.TRUTH, canonical, left, right, how);
  }

  private Term in(int offset, Term value, List<Expression> choices) throws SyntaxProblem {
    var terms = new ArrayList<Term>();
    for (Expression choice : choices) {
      terms.add(check(choice));
    }
    return comparisons.in(offset, value, terms, choices.stream().map(Expression::offset).toList());
  }

  /** The two sides of a comparison at one type; empty when one of them is null. */
  Optional<Comparisons.Sides> sides(Expression left, Expression right) throws SyntaxProblem {
    Term one = check(left);
    Term other = check(right);
    if (one.type() == ValueType.NULL || other.type() == ValueType.NULL) {
      return Optional.empty();
    }
    return Optional.of(Comparisons.unify(left.offset(), one, right.offset(), other));
  }
}
