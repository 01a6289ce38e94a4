package io.sluice.rules.ruletest;

/**
 * An expectation of a test that was not fulfilled.
 *
 * @param key the expectation's key, such as {@code group}
 * @param expected what should have been
 * @param actual what was
 */
public record Unmet(String key, String expected, String actual) {
  @Override
  public String toString() {
    return "%s: expected %s, but was %s".formatted(key, expected, actual);
  }
}
