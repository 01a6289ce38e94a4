package io.sluice.rules.ruletest;

import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader of a failed test wants to know, in a few lines. */
final class Why {
  private Why() {}

  static List<String> lines(Facts facts, Verdict verdict) {
    Explanation explanation = verdict.explanation();
    var lines = new ArrayList<String>();
    lines.add(
        "decided: "
            + Seen.outcome(verdict)
            + explanation.winner().map(winner -> ", by rule '" + winner + "'").orElse(""));
    if (!explanation.problem().isEmpty()) {
      lines.add("problem: " + explanation.problem());
    }
    if (explanation.fired().isEmpty()) {
      lines.add("no rule fired");
    }
    for (FiredRule rule : explanation.fired()) {
      lines.add(
          "fired: '%s' (%s) said %s"
              .formatted(rule.name(), rule.place(), String.join(", ", rule.said())));
      rule.overruled().forEach(word -> lines.add("overruled: " + word));
    }
    lines.add("facts: " + facts(facts));
    return lines;
  }

  private static String facts(Facts facts) {
    Query query = facts.query();
    var parts = new ArrayList<String>();
    parts.add("user '%s'".formatted(query.user()));
    if (!query.source().isEmpty()) {
      parts.add("source '%s'".formatted(query.source()));
    }
    if (!query.clientTags().isEmpty()) {
      parts.add("tags " + Seen.sorted(query.clientTags()));
    }
    if (!query.groups().isEmpty()) {
      parts.add("teams " + Seen.sorted(query.groups()));
    }
    Sql sql = facts.sql();
    parts.add(
        sql.tables().isEmpty() ? sql.type() : sql.type() + " of " + Seen.sorted(sql.tables()));
    if (!sql.parsed()) {
      parts.add("not parsed (" + sql.parseError() + ")");
    }
    Moment moment = facts.moment();
    parts.add(
        "%s %s %s"
            .formatted(
                moment.dayOfWeek().name().toLowerCase(Locale.ROOT), moment.date(), moment.time()));
    return String.join(", ", parts);
  }
}
