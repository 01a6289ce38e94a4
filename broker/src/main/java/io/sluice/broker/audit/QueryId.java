package io.sluice.broker.audit;

/**
 * Names a query, as its cluster did.
 *
 * @param value the id, such as {@code 20261123_043710_00026_e9qzz}
 */
public record QueryId(String value) {
  private static final int LONGEST = 255;

  public QueryId {
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "query id: '%s' (expected: 1 to %d characters)".formatted(value, LONGEST));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
