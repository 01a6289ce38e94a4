package io.sluice.broker.ruletrial;

import io.sluice.broker.audit.DecisionId;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verdicts and statements for tests of trials. */
final class Verdicts {
  static final RuleSetVersion ACTIVE = new RuleSetVersion("aaaaaaaaaaaa");
  static final RuleSetVersion CANDIDATE = new RuleSetVersion("cccccccccccc");

  private Verdicts() {}

  static Outcome.Route route(String group) {
    return new Outcome.Route(
        new GroupName(group), List.of(), false, Optional.empty(), Optional.empty());
  }

  static Verdict of(RuleSetVersion version, Outcome outcome) {
    return of(version, outcome, "", Set.of(), "");
  }

  static Verdict of(
      RuleSetVersion version, Outcome outcome, String winner, Set<Flag> flags, String problem) {
    var why =
        new Explanation(
            version,
            Optional.of(winner).filter(name -> !name.isEmpty()),
            List.of(),
            flags,
            problem,
            7);
    return new Verdict(outcome, Map.of(), Set.of(), List.of(), why);
  }

  static Facts facts(String user, String sql) {
    Sql words = new SqlAnalyzer(SqlLimits.DEFAULT).analyzeWords(sql, SqlContext.NONE);
    return new Facts(
        Query.of(user, Dialect.TRINO).withSource("test"),
        words,
        Moment.at(Instant.EPOCH, ZoneOffset.UTC),
        List.of(),
        List.of());
  }

  static Observed observed(String user, String sql, Verdict verdict) {
    return new Observed(new DecisionId("0".repeat(26)), facts(user, sql), verdict);
  }
}
