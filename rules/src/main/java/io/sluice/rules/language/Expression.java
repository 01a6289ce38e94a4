package io.sluice.rules.language;

import java.util.List;

/** An expression as it was written; every part knows its offset in the file. */
sealed interface Expression {
  int offset();

  record TextLiteral(int offset, String value) implements Expression {}

  record NumberLiteral(int offset, String digits) implements Expression {}

  record TruthLiteral(int offset, boolean value) implements Expression {}

  record NullLiteral(int offset) implements Expression {}

  record Name(int offset, String name) implements Expression {}

  /** {@code target.name}, or with {@code called} {@code target.name(arguments)}. */
  record Member(
      int offset, Expression target, String name, boolean called, List<Expression> arguments)
      implements Expression {
    public Member {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code target[key]}. */
  record Entry(int offset, Expression target, Expression key) implements Expression {}

  record Not(int offset, Expression operand) implements Expression {}

  record Minus(int offset, Expression operand) implements Expression {}

  record Binary(int offset, Operator operator, Expression left, Expression right)
      implements Expression {}

  /** {@code value in (choices)}. */
  record In(int offset, Expression value, List<Expression> choices) implements Expression {
    public In {
      choices = List.copyOf(choices);
    }
  }
}
