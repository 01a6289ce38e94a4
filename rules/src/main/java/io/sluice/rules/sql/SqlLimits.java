package io.sluice.rules.sql;

/**
 * How much of a statement is worth a full parse; beyond it, the words alone are read.
 *
 * <p>A parse costs about a hundred times what reading the words costs, and deep nesting costs it
 * seconds (20 KB of opening parentheses: 1 to 8 s). All limits are per statement.
 *
 * @param maxParsedCharacters longest text that is parsed, in UTF-16 characters
 * @param maxTokens most tokens that are parsed, white space and comments not counted
 * @param maxDepth deepest nesting of brackets and CASE that is parsed
 * @param maxScannedCharacters how much of a text is read at all: what follows is ignored, even by
 *     the fingerprint. The engines themselves refuse more than 1,000,000 characters by default.
 */
public record SqlLimits(
    int maxParsedCharacters, int maxTokens, int maxDepth, int maxScannedCharacters) {

  public static final SqlLimits DEFAULT = new SqlLimits(200_000, 40_000, 200, 2_000_000);

  public SqlLimits {
    requirePositive("maxParsedCharacters", maxParsedCharacters);
    requirePositive("maxTokens", maxTokens);
    requirePositive("maxDepth", maxDepth);
    requirePositive("maxScannedCharacters", maxScannedCharacters);
  }

  /** Why a statement of these words is not parsed; empty when it is. */
  String exceededBy(Words words) {
    if (!words.cutShort().isEmpty()) {
      return "not parsed: " + words.cutShort();
    }
    int characters = words.sql().length();
    if (characters > maxParsedCharacters) {
      return tooMany("characters", characters, maxParsedCharacters);
    }
    if (words.size() > maxTokens) {
      return tooMany("tokens", words.size(), maxTokens);
    }
    return words.depth() > maxDepth ? tooMany("levels of nesting", words.depth(), maxDepth) : "";
  }

  private static String tooMany(String what, int count, int limit) {
    return "not parsed: %d %s (expected: at most %d)".formatted(count, what, limit);
  }

  private static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("%s: %d (expected: 1 or more)".formatted(name, value));
    }
  }
}
