package io.sluice.rules.drools;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What tests of rule sets share: a small fleet, statements, and sets of one or more files. */
final class RuleSetFixture {
  static final Targets TARGETS =
      new Targets(
          Stream.groups("adhoc", "etl", "blue", "green"), Stream.clusters("etl-1", "adhoc-1"));
  static final EvaluationLimits LIMITS = new EvaluationLimits(Duration.ofSeconds(30), 10_000);

  /** A Thursday. */
  static final Moment THURSDAY_NOON = at("2026-01-15T12:00:00Z");

  private RuleSetFixture() {}

  private static final class Stream {
    static Set<GroupName> groups(String... names) {
      return Arrays.stream(names).map(GroupName::new).collect(Collectors.toSet());
    }

    static Set<ClusterName> clusters(String... names) {
      return Arrays.stream(names).map(ClusterName::new).collect(Collectors.toSet());
    }
  }

  static Moment at(String instant) {
    return Moment.at(Instant.parse(instant), ZoneOffset.UTC);
  }

  static Compilation compile(RuleFile... files) {
    return new RuleSetCompiler(LIMITS, System::nanoTime)
        .compile(new RuleFiles(List.of(files)), TARGETS);
  }

  /** The set of files that have to be right. */
  static RuleSet set(RuleFile... files) {
    return switch (compile(files)) {
      case Compilation.Compiled(RuleSet set, var _) -> set;
      case Compilation.Refused(var _, var diagnostics) ->
          throw new AssertionError("refused: " + diagnostics);
    };
  }

  static RuleSet set(String text) {
    return set(new RuleFile("rules.drl", text));
  }

  /** A set of one rule. */
  static RuleSet rule(String when, String then) {
    return set("rule \"r\"\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n");
  }

  static Verdict evaluate(RuleSet set, Facts facts) {
    try (Evaluator evaluator = set.newEvaluator()) {
      return evaluator.evaluate(facts);
    }
  }

  /** Whether a rule with these conditions fires. */
  static boolean fires(String when, Facts facts) {
    Verdict verdict = evaluate(rule(when, "decision.route(\"etl\");"), facts);
    if (!verdict.explanation().flags().isEmpty()) {
      throw new AssertionError(verdict.explanation().toString());
    }
    return !verdict.explanation().fired().isEmpty();
  }

  static Facts facts(Query query) {
    return new Facts(query, sql(Set.of()), THURSDAY_NOON, List.of(), List.of());
  }

  static Facts facts(Query query, Sql sql) {
    return new Facts(query, sql, THURSDAY_NOON, List.of(), List.of());
  }

  static Facts facts(Moment moment) {
    return new Facts(alice(), sql(Set.of()), moment, List.of(), List.of());
  }

  static Facts facts(List<Group> groups, List<Cluster> clusters) {
    return new Facts(alice(), sql(Set.of()), THURSDAY_NOON, groups, clusters);
  }

  static Query alice() {
    return Query.of("alice", Dialect.TRINO);
  }

  static Sql sql(Set<String> tables) {
    return sql(tables, OptionalLong.empty());
  }

  static Sql sql(Set<String> tables, OptionalLong limit) {
    return sql("select 1", tables, limit);
  }

  static Sql sqlText(String text) {
    return sql(text, Set.of(), OptionalLong.empty());
  }

  private static Sql sql(String text, Set<String> tables, OptionalLong limit) {
    return new Sql(
        text,
        "SELECT",
        "SELECT",
        tables,
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        0,
        0,
        0,
        false,
        0,
        limit,
        false,
        Set.of(),
        false,
        false,
        "",
        8,
        "select ?",
        true,
        "");
  }

  static Group group(String name, int available) {
    return new Group(name, 2, available, 3, 1, 10, 0.4);
  }

  static Cluster cluster(String name, String group, String state) {
    return new Cluster(
        name,
        group,
        state,
        "483",
        "eu-west",
        Map.of("tier", "gold"),
        Set.of("tpch"),
        3,
        1,
        0,
        4,
        0.5,
        0.6);
  }
}
