package io.sluice.broker.deciding;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Sql;

/**
 * What came of a statement.
 *
 * @param sql what its text says
 * @param verdict what the rules say
 */
public record Decided(Sql sql, Verdict verdict) {}
