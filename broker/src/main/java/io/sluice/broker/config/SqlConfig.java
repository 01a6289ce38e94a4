package io.sluice.broker.config;

import io.sluice.rules.sql.SqlLimits;

/**
 * How much of a statement's text is looked at, and how much of that is remembered.
 *
 * @param maxParsedCharacters a longer statement is described by its words, not by the grammar
 * @param maxTokens so is one of more tokens
 * @param maxDepth so is one whose brackets are nested deeper
 * @param maxScannedCharacters what comes after them is not looked at at all
 * @param analysisMemory the most memory for what was found in texts that may come again, in bytes
 */
public record SqlConfig(
    int maxParsedCharacters,
    int maxTokens,
    int maxDepth,
    int maxScannedCharacters,
    long analysisMemory) {

  /** The same as the analysis of statements takes it. */
  public SqlLimits limits() {
    return new SqlLimits(maxParsedCharacters, maxTokens, maxDepth, maxScannedCharacters);
  }
}
