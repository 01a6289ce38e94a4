package io.sluice.broker.deciding;

import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * Has a new evaluator decide a few times before its rules come into force. The first evaluation in
 * a process loads classes for longer than a statement's budget allows.
 */
final class WarmUp {
  private static final int EVALUATIONS = 20;

  private WarmUp() {}

  static void of(Evaluator evaluator) {
    Query query =
        Query.of("warm-up", Dialect.TRINO)
            .withSource("warm-up")
            .withClientTags(Set.of("warm-up"))
            .withGroups(Set.of("warm-up"))
            .withNamespace("warm_up", "warm_up");
    var sql =
        new SqlAnalyzer(SqlLimits.DEFAULT).analyzeWords("SELECT 1 FROM a.b.c", SqlContext.NONE);
    Moment moment = Moment.at(Instant.EPOCH, ZoneOffset.UTC);
    var facts = new Facts(query, sql, moment, List.of(), List.of());
    for (int i = 0; i < EVALUATIONS; i++) {
      var _ = evaluator.evaluate(facts);
    }
  }
}
