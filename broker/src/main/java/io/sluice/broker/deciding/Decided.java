package io.sluice.broker.deciding;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Sql;

/**
 * What came of a statement.
 *
 * @param facts what the rules saw
 * @param verdict what they say
 * @param by which rules say it
 */
public record Decided(Facts facts, Verdict verdict, DecidedBy by) {

  /** What the statement's text says. */
  public Sql sql() {
    return facts.sql();
  }
}
