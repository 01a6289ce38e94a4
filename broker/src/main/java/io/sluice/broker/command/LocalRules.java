package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.deciding.RuleDirectory;
import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Facts;
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
import io.sluice.rules.sql.PreparedStatements;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks and asks the rules of a directory, without a broker and without a fleet: no group has
 * load, no cluster is down.
 */
public final class LocalRules implements RuleChecking, RuleExplaining {
  private static final Pattern LITERAL = Pattern.compile("\"([^\"\\n]*)\"");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** A broker is warm when it evaluates; this process loads its classes while it does. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public Compilation check(Path directory, Optional<BrokerConfig> config) throws IOException {
    RuleFiles files = new RuleDirectory(directory).read();
    int maxFirings =
        config
            .map(read -> read.rules().maxFirings())
            .orElseGet(EvaluationLimits.DEFAULT::maxFirings);
    return new RuleSetCompiler(new EvaluationLimits(PATIENCE, maxFirings), System::nanoTime)
        .compile(files, config.map(BrokerConfig::targets).orElseGet(() -> anyNamedIn(files)));
  }

  /** Where nobody says what exists, every name that the rules have in quotation marks does. */
  private static Targets anyNamedIn(RuleFiles files) {
    Set<GroupName> groups = new HashSet<>();
    Set<ClusterName> clusters = new HashSet<>();
    for (RuleFile file : files.files()) {
      Matcher literals = LITERAL.matcher(file.text());
      while (literals.find()) {
        Matcher names = NAME.matcher(literals.group(1));
        while (names.find()) {
          groups.add(new GroupName(names.group()));
          clusters.add(new ClusterName(names.group()));
        }
      }
    }
    return new Targets(groups, clusters);
  }

  @Override
  public Answer explain(Path directory, Question question) throws IOException {
    return switch (check(directory, question.config())) {
      case Compilation.Refused refused -> new Answer.Refused(refused.diagnostics());
      case Compilation.Compiled compiled -> explain(compiled, question);
    };
  }

  private static Answer explain(Compilation.Compiled compiled, Question question) {
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
      return new Answer.Explained(facts, evaluator.evaluate(facts), rules.trace(facts));
    }
  }
}
