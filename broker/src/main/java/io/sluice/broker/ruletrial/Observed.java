package io.sluice.broker.ruletrial;

import io.sluice.broker.audit.DecisionId;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;

/**
 * A statement that has been decided, for a shadow to look at.
 *
 * @param id its decision
 * @param facts what the active rules saw
 * @param verdict what they said
 */
record Observed(DecisionId id, Facts facts, Verdict verdict) {
  /** How much of the queue's room for text it takes. */
  int characters() {
    return facts.sql().text().length();
  }
}
