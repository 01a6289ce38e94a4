package io.sluice.rules.decision;

/**
 * Names the content of a rule set: equal files, equal version.
 *
 * @param hash the first 12 hexadecimal digits of a SHA-256 over all file names and contents
 */
public record RuleSetVersion(String hash) {
  @Override
  public String toString() {
    return hash;
  }
}
