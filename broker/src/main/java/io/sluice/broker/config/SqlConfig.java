package io.sluice.broker.config;

import io.sluice.rules.sql.SqlLimits;

/**
 * How much of a statement's text is looked at.
 *
 * @param maxParsedCharacters a longer statement is described by its words, not by the grammar
 * @param maxTokens so is one of more tokens
 * @param maxDepth so is one whose brackets are nested deeper
 * @param maxScannedCharacters what comes after them is not looked at at all
 */
public record SqlConfig(
    int maxParsedCharacters, int maxTokens, int maxDepth, int maxScannedCharacters) {

  /** The same as the analysis of statements takes it. */
  public SqlLimits limits() {
    return new SqlLimits(maxParsedCharacters, maxTokens, maxDepth, maxScannedCharacters);
  }
}
