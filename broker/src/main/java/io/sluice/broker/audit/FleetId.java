package io.sluice.broker.audit;

import java.util.regex.Pattern;

/**
 * Names the content of a {@link FleetSnapshot}: equal load, equal id, on every replica.
 *
 * @param value 24 hexadecimal digits of a SHA-256 over the content
 */
public record FleetId(String value) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

  public FleetId {
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "fleet snapshot id: '%s' (expected: 24 hexadecimal digits)".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
