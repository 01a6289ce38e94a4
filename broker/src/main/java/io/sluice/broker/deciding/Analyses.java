package io.sluice.broker.deciding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;

/**
 * Analyses statements, and remembers what it has found of texts that come again: dashboards and
 * drivers send the same ones all day. The grammar takes most of the time of a decision.
 *
 * <p>Sessions with prepared statements are not remembered, because what EXECUTE stands for differs
 * between them. Bounded by memory. For any number of threads.
 */
final class Analyses {
  /** What is remembered of a text beside the text, in bytes: an estimate on the safe side. */
  private static final int FINDINGS = 2048;

  private final SqlAnalyzer analyzer;
  private final Cache<Asked, Sql> known;

  /**
   * @param memory the most memory for what is remembered, in bytes; 0 remembers nothing
   */
  Analyses(SqlAnalyzer analyzer, long memory) {
    this.analyzer = analyzer;
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .weigher((Asked asked, Sql _) -> FINDINGS + 2 * asked.text().length())
            .executor(Runnable::run)
            .build();
  }

  private record Asked(String text, String catalog, String schema) {}

  /** What the text says; from memory where it is there. */
  Sql analyze(String text, SqlContext session) {
    if (!session.prepared().isEmpty()) {
      return analyzer.analyze(text, session);
    }
    var asked = new Asked(text, session.catalog(), session.schema());
    Sql found = known.getIfPresent(asked);
    if (found == null) {
      // Not within the cache: a slow text must not hold up others.
      found = analyzer.analyze(text, session);
      known.put(asked, found);
    }
    return found;
  }

  /** What its words say, for callers that have no time. */
  Sql analyzeWords(String text, SqlContext session) {
    return analyzer.analyzeWords(text, session);
  }

  void warmUp() {
    analyzer.warmUp();
  }
}
