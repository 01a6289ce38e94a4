package io.sluice.broker.deciding;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.ruleset.RuleSet;

/**
 * What came of a statement.
 *
 * @param facts what the rules saw
 * @param verdict what they say
 * @param ruleSet the rules themselves, for those who ask further
 */
public record Decided(Facts facts, Verdict verdict, RuleSet ruleSet) {

  /** What its text says. */
  public Sql sql() {
    return facts.sql();
  }
}
