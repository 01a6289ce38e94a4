package io.sluice.rules.language;

import java.util.List;
import java.util.stream.Collectors;

/** Writes expressions down again: in one line, with what an author may leave out. */
final class Notation {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int RELATION = 3;
  private static final int SUM = 4;
  private static final int PRODUCT = 5;
  private static final int WHOLE = 6;

  private Notation() {}

  static String of(Expression expression) {
    return switch (expression) {
      case Expression.TextLiteral(int _, String value) -> quoted(value);
      case Expression.NumberLiteral(int _, String digits) -> digits;
      case Expression.TruthLiteral(int _, boolean value) -> String.valueOf(value);
      case Expression.NullLiteral _ -> "null";
      case Expression.Name(int _, String name) -> name;
      case Expression.Member(
              int _,
              Expression target,
              String name,
              boolean called,
              List<Expression> arguments) ->
          within(target, WHOLE) + "." + name + (called ? "(" + listed(arguments) + ")" : "");
      case Expression.Entry(int _, Expression target, Expression key) ->
          within(target, WHOLE) + "[" + of(key) + "]";
      case Expression.Not(int _, Expression operand) -> not(operand);
      case Expression.Minus(int _, Expression operand) -> "-" + within(operand, WHOLE);
      case Expression.Binary(int _, Operator operator, Expression left, Expression right) -> {
        int rank = rank(operator);
        yield within(left, rank) + " " + operator.symbol() + " " + within(right, rank + 1);
      }
      case Expression.In(int _, Expression value, List<Expression> choices) ->
          within(value, SUM) + " in (" + listed(choices) + ")";
    };
  }

  /** Where it begins in the file. */
  static int start(Expression expression) {
    return switch (expression) {
      case Expression.Member member -> start(member.target());
      case Expression.Entry entry -> start(entry.target());
      case Expression.Not not -> Math.min(not.offset(), start(not.operand()));
      case Expression.Binary binary -> Math.min(binary.offset(), start(binary.left()));
      case Expression.In in -> start(in.value());
      default -> expression.offset();
    };
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String not(Expression operand) {
    return switch (operand) {
      case Expression.In(int _, Expression value, List<Expression> choices) ->
          within(value, SUM) + " not in (" + listed(choices) + ")";
      case Expression.Binary(int _, Operator operator, Expression left, Expression right)
          when operator == Operator.MATCHES
              || operator == Operator.CONTAINS
              || operator == Operator.MEMBER_OF ->
          within(left, SUM) + " not " + operator.symbol() + " " + within(right, SUM);
      default -> "!" + within(operand, WHOLE);
    };
  }

  private static String listed(List<Expression> expressions) {
    return expressions.stream().map(Notation::of).collect(Collectors.joining(", "));
  }

  /** In brackets when it binds less tightly than its surroundings. */
  private static String within(Expression expression, int least) {
    int rank =
        switch (expression) {
          case Expression.Binary binary -> rank(binary.operator());
          case Expression.In _, Expression.Not _ -> RELATION;
          default -> WHOLE;
        };
    return rank < least ? "(" + of(expression) + ")" : of(expression);
  }

  private static int rank(Operator operator) {
    return switch (operator) {
      case OR -> OR;
      case AND -> AND;
      case PLUS, MINUS -> SUM;
      case TIMES, OVER, MODULO -> PRODUCT;
      default -> RELATION;
    };
  }
}
