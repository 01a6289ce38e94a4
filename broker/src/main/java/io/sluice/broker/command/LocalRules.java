package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.deciding.RuleChecks;
import io.sluice.broker.deciding.RuleDirectory;
import io.sluice.rules.check.Inspection;
import io.sluice.rules.check.RuleSetCheck;
import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.language.ClassPolicy;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.ruletest.RuleTests;
import io.sluice.rules.sql.PreparedStatements;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks, tests and asks the rules of a directory, without a broker and without a fleet: no group
 * has load, no cluster is down.
 */
public final class LocalRules implements RuleChecking, RuleExplaining, RuleTesting {
  /** A broker is warm when it evaluates; this process loads its classes while it does. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public Compilation check(Path directory, Optional<BrokerConfig> config) throws IOException {
    RuleFiles files = new RuleDirectory(directory).read();
    RuleTests tests = tests(config, Optional.empty());
    return new RuleSetCheck(compiler(config), inspections(config), tests)
        .examine(files, targets(files, config, tests), groups(files, config, tests))
        .compilation();
  }

  private static List<Inspection> inspections(Optional<BrokerConfig> config) {
    return RuleChecks.inspections(
        config.map(read -> read.rules().required()).orElse(List.of()),
        config.map(read -> read.rules().zone()).orElse(ZoneOffset.UTC),
        InstantSource.system());
  }

  private static RuleSetCompiler compiler(Optional<BrokerConfig> config) {
    ClassPolicy classes =
        config.map(read -> read.rules().classes()).orElseGet(ClassPolicy::builtIn);
    return new RuleSetCompiler(limits(config), System::nanoTime, classes);
  }

  private static EvaluationLimits limits(Optional<BrokerConfig> config) {
    int maxFirings =
        config
            .map(read -> read.rules().maxFirings())
            .orElseGet(EvaluationLimits.DEFAULT::maxFirings);
    return new EvaluationLimits(PATIENCE, maxFirings);
  }

  private static RuleTests tests(Optional<BrokerConfig> config, Optional<ZoneId> zone) {
    return RuleChecks.tests(
        limits(config),
        config.map(read -> read.sql().limits()).orElse(SqlLimits.DEFAULT),
        zone.or(() -> config.map(read -> read.rules().zone())).orElse(ZoneOffset.UTC));
  }

  private static Targets targets(RuleFiles files, Optional<BrokerConfig> config, RuleTests tests) {
    return config.map(BrokerConfig::targets).orElseGet(() -> NamedTargets.any(files, tests));
  }

  private static Set<GroupName> groups(
      RuleFiles files, Optional<BrokerConfig> config, RuleTests tests) {
    return config
        .map(read -> read.targets().groups())
        .orElseGet(() -> NamedTargets.routed(files, tests));
  }

  @Override
  public RuleTesting.Answer test(Wanted wanted) throws IOException {
    RuleFiles files = new RuleDirectory(wanted.directory()).read();
    RuleTests tests = tests(wanted.config(), wanted.zone());
    Targets targets = targets(files, wanted.config(), tests);
    return switch (compiler(wanted.config()).compile(files, targets)) {
      case Compilation.Refused refused ->
          new RuleTesting.Answer.Refused(
              Stream.concat(refused.diagnostics().stream(), tests.problems(files).stream())
                  .toList());
      case Compilation.Compiled compiled -> {
        try (RuleSet rules = compiled.ruleSet()) {
          yield new RuleTesting.Answer.Tested(
              tests.run(
                  files,
                  rules,
                  groups(files, wanted.config(), tests),
                  wanted.chosen(),
                  wanted.done()));
        }
      }
    };
  }

  @Override
  public RuleExplaining.Answer explain(Path directory, Question question) throws IOException {
    RuleFiles files = new RuleDirectory(directory).read();
    RuleTests tests = tests(question.config(), Optional.empty());
    Targets targets = targets(files, question.config(), tests);
    return switch (compiler(question.config()).compile(files, targets)) {
      case Compilation.Refused refused -> new RuleExplaining.Answer.Refused(refused.diagnostics());
      case Compilation.Compiled compiled -> explain(compiled, question);
    };
  }

  private static RuleExplaining.Answer explain(Compilation.Compiled compiled, Question question) {
    Query query = question.query();
    Sql sql =
        new SqlAnalyzer(SqlLimits.DEFAULT)
            .analyze(
                question.sql(),
                new SqlContext(query.catalog(), query.schema(), PreparedStatements.NONE));
    var facts =
        new Facts(query, sql, Moment.at(question.at(), question.zone()), List.of(), List.of());
    try (RuleSet rules = compiled.ruleSet();
        Evaluator evaluator = rules.newEvaluator()) {
      return new RuleExplaining.Answer.Explained(
          facts, evaluator.evaluate(facts), rules.trace(facts));
    }
  }
}
