package io.sluice.rules.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the conditions inside a pattern's brackets. */
public final class PatternReader {
  private static final int MAX_TOKENS = 2_000;

  private final Problems problems;
  private final Scope scope;
  private final FactType type;
  private final int slot;

  /**
   * @param scope the names bound so far; gets those of this pattern
   * @param type the pattern's kind of fact
   * @param slot where the pattern's fact will lie for later patterns
   */
  public PatternReader(Problems problems, Scope scope, FactType type, int slot) {
    this.problems = problems;
    this.scope = scope;
    this.type = type;
    this.slot = slot;
  }

  /** The conditions between two offsets; none, and a problem, when they can't be understood. */
  public List<Constraint> read(int start, int end) {
    List<Token> tokens = Tokens.of(problems, start, end);
    if (tokens.size() > MAX_TOKENS) {
      problems.error(
          start, "condition: too long (expected: at most %d words)".formatted(MAX_TOKENS));
      return List.of();
    }
    try {
      var parser = new ExpressionParser(tokens);
      Optional<Token> name = parser.binding();
      Expression expression = parser.expression();
      parser.expectEnd();
      return check(name, expression);
    } catch (SyntaxProblem e) {
      problems.error(e.offset(), e.text());
      return List.of();
    }
  }

  private List<Constraint> check(Optional<Token> name, Expression expression) throws SyntaxProblem {
    var checker = new ExpressionChecker(scope, Optional.of(type), slot);
    if (name.isPresent()) {
      Optional<Expression> compared = compared(expression);
      bind(name.get(), checker.check(compared.orElse(expression)), expression);
      if (compared.isEmpty()) {
        return List.of();
      }
    }
    var constraints = new ArrayList<Constraint>();
    for (Expression part : conjuncts(expression)) {
      Term test = checker.truth(part);
      Form form = new FormReader(checker).read(part);
      Source source = problems.source(Notation.start(part), Notation.of(part));
      List<Lookup> lookups = new LookupReader(checker, type).read(part);
      constraints.add(
          new Constraint(test, key(checker, part), form, source, readings(checker, part), lookups));
    }
    return constraints;
  }

  /** The value that a condition compares: in {@code $h : hour > 2} the name stands for it. */
  private static Optional<Expression> compared(Expression expression) {
    return switch (expression) {
      case Expression.Binary(int _, Operator operator, Expression left, Expression _)
          when operator.isRelation() ->
          Optional.of(compared(left).orElse(left));
      case Expression.In(int _, Expression value, List<Expression> _) -> Optional.of(value);
      case Expression.Not(int _, Expression operand) -> compared(operand);
      default -> Optional.empty();
    };
  }

  private void bind(Token name, Term value, Expression expression) throws SyntaxProblem {
    if (!value.slots().isEmpty()) {
      throw new SyntaxProblem(
          expression.offset(),
          "'%s' names a value of another fact (expected: a field of %s)"
              .formatted(name.text(), type.name()));
    }
    if (!scope.bindValue(name.text(), slot, type, value)) {
      throw new SyntaxProblem(
          name.start(), "'%s' is bound already (expected: another name)".formatted(name.text()));
    }
  }

  private static List<Expression> conjuncts(Expression expression) {
    if (expression
            instanceof
            Expression.Binary(int _, Operator operator, Expression left, Expression right)
        && operator == Operator.AND) {
      var parts = new ArrayList<>(conjuncts(left));
      parts.add(right);
      return parts;
    }
    return List.of(expression);
  }

  /** The values that an expression looks at, each once. */
  private static List<Constraint.Reading> readings(ExpressionChecker checker, Expression part)
      throws SyntaxProblem {
    var readings = new ArrayList<Constraint.Reading>();
    for (Expression value : values(part).toList()) {
      String text = Notation.of(value);
      if (readings.stream().noneMatch(earlier -> earlier.text().equals(text))) {
        readings.add(new Constraint.Reading(text, checker.check(value)));
      }
    }
    return readings;
  }

  private static Stream<Expression> values(Expression expression) {
    return switch (expression) {
      case Expression.Binary(int _, Operator _, Expression left, Expression right) ->
          Stream.concat(values(left), values(right));
      case Expression.In(int _, Expression value, List<Expression> choices) ->
          Stream.concat(values(value), choices.stream().flatMap(PatternReader::values));
      case Expression.Not(int _, Expression operand) -> values(operand);
      case Expression.Minus(int _, Expression operand) -> values(operand);
      case Expression.Member(int _, Expression.Name(int _, String name), String _, boolean _, _)
          when name.equals("DayOfWeek") || name.equals("Dialect") ->
          Stream.empty();
      case Expression.Name _, Expression.Member _, Expression.Entry _ -> Stream.of(expression);
      default -> Stream.empty();
    };
  }

  private static Optional<Constraint.Key> key(ExpressionChecker checker, Expression part)
      throws SyntaxProblem {
    if (!(part
            instanceof
            Expression.Binary(int _, Operator operator, Expression left, Expression right)
        && (operator == Operator.EQUAL || operator.isOrder()))) {
      return Optional.empty();
    }
    return checker.sides(left, right).flatMap(sides -> key(operator, sides));
  }

  private static Optional<Constraint.Key> key(Operator operator, Comparisons.Sides sides) {
    if (readsOnlySelf(sides.left()) && isKey(sides.right())) {
      return Optional.of(new Constraint.Key(operator, sides.left(), sides.right()));
    }
    if (readsOnlySelf(sides.right()) && isKey(sides.left())) {
      return Optional.of(new Constraint.Key(operator.flipped(), sides.right(), sides.left()));
    }
    return Optional.empty();
  }

  private static boolean readsOnlySelf(Term term) {
    return term.readsSelf() && term.slots().isEmpty() && isIndexable(term);
  }

  private static boolean isKey(Term term) {
    boolean oneFact = !term.readsSelf() && term.slots().size() == 1;
    return (term.isConstant() || oneFact) && isIndexable(term);
  }

  /** An engine reads what it looks up by when it likes, also where an earlier condition failed. */
  private static boolean isIndexable(Term term) {
    return term.type() != ValueType.MAYBE_WHOLE && !term.mayFail();
  }
}
