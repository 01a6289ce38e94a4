package io.sluice.rules.language;

import java.util.Optional;

/** Sums of numbers, and texts put together. */
final class Arithmetic {
  private Arithmetic() {}

  static Term check(Expression.Binary binary, Term left, Term right) throws SyntaxProblem {
    Operator operator = binary.operator();
    String canonical = "(" + left.canonical() + operator.symbol() + right.canonical() + ")";
    boolean texts = left.type() == ValueType.TEXT || right.type() == ValueType.TEXT;
    if (operator == Operator.PLUS && texts) {
      return concatenate(binary, canonical, left, right);
    }
    number(binary.left().offset(), operator, left);
    number(binary.right().offset(), operator, right);
    boolean divides = operator == Operator.OVER || operator == Operator.MODULO;
    if (divides && right.constant().equals(Optional.of(0L))) {
      throw new SyntaxProblem(
          binary.right().offset(), "division by zero (expected: another number)");
    }
    Evaluation one = left.evaluation();
    Evaluation other = right.evaluation();
    if (left.type() == ValueType.WHOLE && right.type() == ValueType.WHOLE) {
      Term result =
          Term.join(
              ValueType.WHOLE,
              canonical,
              left,
              right,
              (fact, earlier) ->
                  whole(
                      operator,
                      (Long) Literals.present(one.value(fact, earlier)),
                      (Long) Literals.present(other.value(fact, earlier))));
      return divides && !right.isConstant() ? result.failing() : result;
    }
    return Term.join(
        ValueType.DECIMAL,
        canonical,
        left,
        right,
        (fact, earlier) ->
            decimal(
                operator,
                ((Number) Literals.present(one.value(fact, earlier))).doubleValue(),
                ((Number) Literals.present(other.value(fact, earlier))).doubleValue()));
  }

  private static void number(int offset, Operator operator, Term term) throws SyntaxProblem {
    if (term.type() != ValueType.WHOLE && term.type() != ValueType.DECIMAL) {
      throw new SyntaxProblem(
          offset,
          "'%s' needs numbers, this is %s (expected: a number)"
              .formatted(operator.symbol(), term.type().shown()));
    }
  }

  private static Term concatenate(Expression.Binary binary, String canonical, Term left, Term right)
      throws SyntaxProblem {
    shown(binary.left().offset(), left);
    shown(binary.right().offset(), right);
    Evaluation one = left.evaluation();
    Evaluation other = right.evaluation();
    return Term.join(
        ValueType.TEXT,
        canonical,
        left,
        right,
        (fact, earlier) ->
            TextBound.join(
                String.valueOf(one.value(fact, earlier)),
                String.valueOf(other.value(fact, earlier))));
  }

  private static void shown(int offset, Term term) throws SyntaxProblem {
    if (term.type() == ValueType.NULL || term.type() == ValueType.FACT) {
      throw new SyntaxProblem(offset, "null is no part of a text (expected: a value)");
    }
  }

  private static long whole(Operator operator, long left, long right) {
    return switch (operator) {
      case PLUS -> left + right;
      case MINUS -> left - right;
      case TIMES -> left * right;
      case OVER -> left / right;
      case MODULO -> left % right;
      default -> throw unknown(operator);
    };
  }

  private static double decimal(Operator operator, double left, double right) {
    return switch (operator) {
      case PLUS -> left + right;
      case MINUS -> left - right;
      case TIMES -> left * right;
      case OVER -> left / right;
      case MODULO -> left % right;
      default -> throw unknown(operator);
    };
  }

  private static IllegalStateException unknown(Operator operator) {
    return new IllegalStateException("operator: %s (expected: arithmetic)".formatted(operator));
  }
}
