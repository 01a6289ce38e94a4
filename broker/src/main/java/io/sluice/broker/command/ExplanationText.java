package io.sluice.broker.command;

import io.sluice.broker.command.RuleExplaining.Answer.Explained;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.decision.WaitingTime;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A decision as a reader of rules wants to see it: the outcome first, then what led to it. */
final class ExplanationText {
  private final Terminal terminal;
  private final Optional<BrokerConfig> config;
  private final StringBuilder text = new StringBuilder();

  ExplanationText(Terminal terminal, Optional<BrokerConfig> config) {
    this.terminal = terminal;
    this.config = config;
  }

  /**
   * @param all whether to list every rule that did not match
   */
  String of(Explained explained, boolean all) {
    Verdict verdict = explained.verdict();
    Explanation explanation = verdict.explanation();
    line("Decision", terminal.bold(outcome(verdict.outcome())));
    explanation.winner().ifPresent(winner -> line("By rule", winner));
    line("Session", pairs(verdict.session()));
    line("Tags added", sorted(verdict.addedTags()));
    verdict.priority().ifPresent(level -> line("Priority", Integer.toString(level)));
    verdict.maxQueued().ifPresent(longest -> line("Max queued", WaitingTime.text(longest)));
    verdict.notes().forEach(note -> line("Note", note));
    line("Flags", terminal.yellow(sorted(explanation.flags())));
    line("Problem", explanation.problem());
    rules(explanation);
    text.append(TraceText.notMatched(explained.trace(), all));
    facts(explained.facts());
    line(
        "Rule set",
        "version %s, evaluated in %d µs".formatted(explanation.version(), explanation.micros()));
    return text.toString();
  }

  private String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Reject reject -> "reject: " + reject.message();
      case Outcome.Unrouted _ ->
          "no rule routed it: "
              + config
                  .map(it -> "the default group " + it.rules().defaultGroup())
                  .orElse("the default group");
      case Outcome.Route route -> {
        var parts = new StringJoiner(", ").add("group " + route.group());
        if (!route.fallbacks().isEmpty()) {
          parts.add("fallback " + listed(route.fallbacks()));
        }
        if (route.strict()) {
          parts.add("strict: no other fallback");
        }
        route.pin().ifPresent(cluster -> parts.add("pinned to cluster " + cluster));
        route.selection().ifPresent(selection -> parts.add("select " + selection));
        yield parts.toString();
      }
    };
  }

  private void rules(Explanation explanation) {
    if (explanation.fired().isEmpty()) {
      line("Fired", "no rule");
      return;
    }
    text.append("Fired\n");
    int number = 1;
    for (FiredRule rule : explanation.fired()) {
      text.append(
          "  %d. %s (%s, salience %d)%n"
              .formatted(number++, terminal.bold(rule.name()), rule.place(), rule.salience()));
      rule.said().forEach(word -> text.append("     ").append(word).append('\n'));
      rule.overruled().forEach(word -> text.append("     overruled: ").append(word).append('\n'));
      new TreeMap<>(rule.metadata())
          .forEach((key, value) ->
              text.append("     @").append(key).append(' ').append(value).append('\n'));
    }
  }

  private void facts(Facts facts) {
    Query query = facts.query();
    Sql sql = facts.sql();
    line("User", query.user());
    line("Teams", sorted(query.groups()));
    line("Source", query.source());
    line("Client tags", sorted(query.clientTags()));
    line("Dialect", query.dialect().name());
    line("Moment", moment(facts.moment()));
    line("Statement", sql.category().isEmpty() ? sql.type() : sql.type() + ", " + sql.category());
    line("Tables", sorted(sql.tables()));
    line("Writes", sql.targetTable());
    line("Functions", sorted(sql.functions()));
    if (!sql.parsed()) {
      line("Not parsed", sql.parseError());
    }
  }

  private static String moment(Moment moment) {
    return "%s, %s %s in the rules' zone"
        .formatted(moment.instant(), moment.dayOfWeek(), moment.time());
  }

  /** One line; none when there is nothing to tell. */
  private void line(String name, String value) {
    if (!value.isEmpty()) {
      text.append("%-12s %s%n".formatted(name, value));
    }
  }

  private static String listed(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String sorted(Collection<?> values) {
    return values.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private static String pairs(Map<String, String> pairs) {
    return sorted(pairs.entrySet());
  }
}
