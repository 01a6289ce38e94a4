package io.sluice.rules.language;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the form of a condition that has been checked. */
final class FormReader {
  private final ExpressionChecker checker;

  FormReader(ExpressionChecker checker) {
    this.checker = checker;
  }

  Form read(Expression expression) throws SyntaxProblem {
    Optional<Form> form =
        switch (expression) {
          case Expression.Binary binary -> binary(binary);
          case Expression.In in -> in(in);
          case Expression.Not(int _, Expression operand) ->
              Optional.of(new Form.Not(read(operand)));
          case Expression.Member member when member.called() -> call(member);
          default -> Optional.empty();
        };
    return form.isPresent() ? form.get() : truth(checker.truth(expression));
  }

  private static Form truth(Term test) {
    return readsOnlySelf(test)
        ? new Form.Compared(Operator.EQUAL, test, true)
        : new Form.Opaque(test);
  }

  private Optional<Form> binary(Expression.Binary binary) throws SyntaxProblem {
    Expression left = binary.left();
    Expression right = binary.right();
    Operator operator = binary.operator();
    return switch (operator) {
      case OR -> Optional.of(new Form.Either(List.of(read(left), read(right))));
      case AND -> Optional.of(new Form.Both(List.of(read(left), read(right))));
      case MATCHES, CONTAINS, STARTS_WITH, ENDS_WITH ->
          compared(operator, checker.check(left), checker.check(right));
      case MEMBER_OF -> compared(Operator.CONTAINS, checker.check(right), checker.check(left));
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        Optional<Comparisons.Sides> sides = checker.sides(left, right);
        if (sides.isEmpty()) {
          yield Optional.of(absent(operator, checker.check(left), checker.check(right)));
        }
        // The terms themselves, not brought to one type: what they read stays what it is.
        Optional<Form> plain = compared(operator, checker.check(left), sides.get().right());
        yield plain.isPresent()
            ? plain
            : compared(operator.flipped(), checker.check(right), sides.get().left());
      }
      case PLUS, MINUS, TIMES, OVER, MODULO -> Optional.empty();
    };
  }

  private static Form absent(Operator operator, Term left, Term right) {
    var absent = new Form.Absent(left.type() == ValueType.NULL ? right : left);
    return operator == Operator.EQUAL ? absent : new Form.Not(absent);
  }

  private static Optional<Form> compared(Operator operator, Term own, Term literal) {
    return readsOnlySelf(own)
        ? literal.constant().map(value -> new Form.Compared(operator, own, value))
        : Optional.empty();
  }

  private Optional<Form> in(Expression.In in) throws SyntaxProblem {
    Set<Object> values = new HashSet<>();
    Term own = checker.check(in.value());
    for (Expression choice : in.choices()) {
      Optional<Comparisons.Sides> sides = checker.sides(in.value(), choice);
      Optional<Object> value = sides.flatMap(both -> both.right().constant());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return readsOnlySelf(own) ? Optional.of(new Form.OneOf(own, values)) : Optional.empty();
  }

  private Optional<Form> call(Expression.Member call) throws SyntaxProblem {
    if (checker.namesClass(call.target()) || call.arguments().size() > 1) {
      return Optional.empty();
    }
    Term target = checker.check(call.target());
    if (target.type() != ValueType.TEXT && target.type() != ValueType.TEXTS) {
      return Optional.empty();
    }
    if (call.arguments().isEmpty()) {
      boolean empty = call.name().equals("isEmpty") && target.type() == ValueType.TEXT;
      return empty && readsOnlySelf(target)
          ? Optional.of(new Form.Compared(Operator.EQUAL, target, ""))
          : Optional.empty();
    }
    Term argument = checker.check(call.arguments().getFirst());
    return switch (call.name()) {
      case "equals" -> compared(Operator.EQUAL, target, argument);
      case "contains" -> compared(Operator.CONTAINS, target, argument);
      case "startsWith" -> compared(Operator.STARTS_WITH, target, argument);
      case "endsWith" -> compared(Operator.ENDS_WITH, target, argument);
      default -> Optional.empty();
    };
  }

  private static boolean readsOnlySelf(Term term) {
    return term.readsSelf() && term.slots().isEmpty();
  }
}
