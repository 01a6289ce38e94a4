package io.sluice.rules.language;

/** The operators between two values. */
public enum Operator {
  OR("||"),
  AND("&&"),
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  MATCHES("matches"),
  CONTAINS("contains"),
  MEMBER_OF("memberOf"),
  STARTS_WITH("str[startsWith]"),
  ENDS_WITH("str[endsWith]"),
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  OVER("/"),
  MODULO("%");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** As rules write it. */
  public String symbol() {
    return symbol;
  }

  /** Whether it is one of the four that ask for a before or after. */
  public boolean isOrder() {
    return switch (this) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      default -> false;
    };
  }

  /** Whether it makes a condition of two values or two conditions. */
  boolean isRelation() {
    return switch (this) {
      case PLUS, MINUS, TIMES, OVER, MODULO -> false;
      default -> true;
    };
  }

  /** Whether a difference of the sign of {@code comparison} fulfils this order. */
  public boolean holds(int comparison) {
    return switch (this) {
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
      default ->
          throw new IllegalStateException("operator: %s (expected: an order)".formatted(this));
    };
  }

  /** The operator that says the same with the sides exchanged. */
  Operator flipped() {
    return switch (this) {
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      default -> this;
    };
  }
}
