package io.sluice.admin.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names one decision of the audit.
 *
 * @param value 1 to 64 letters, digits, underscores or hyphens
 */
public record DecisionId(@JsonValue String value) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public DecisionId {
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "decision id: '%s' (expected: 1 to 64 letters, digits, '_' or '-')".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
