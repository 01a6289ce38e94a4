package io.sluice.rules.ruletest;

import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.language.Nearest;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs the tests that stand beside the rules: a statement with all its facts, and what should come
 * of it. What a test sees stands in its file alone, so that it gives the same on every machine, at
 * every time: no clock, no fleet, no history, and a budget that counts work.
 *
 * <p>Safe for use by many threads.
 */
public final class RuleTests {
  /** How the names of files with tests end. */
  public static final String SUFFIX = ".test.yaml";

  private static final String STATEMENT_SUFFIX = ".sql";

  /** Beyond these a set of tests is not worth the time: what is left of it counts as failed. */
  private static final int MOST_OVER_BUDGET = 10;

  private static final long MOST_SQL_CHARACTERS = 50_000_000;

  private final SqlAnalyzer analyzer;
  private final ZoneId zone;
  private final EvaluationLimits limits;
  private final LongSupplier nanoTime;

  /**
   * @param zone the zone of the hours and days that rules see
   * @param limits how many times rules may fire; time is not measured
   * @param nanoTime a clock as {@link System#nanoTime}, for the durations in the report
   */
  public RuleTests(
      SqlAnalyzer analyzer, ZoneId zone, EvaluationLimits limits, LongSupplier nanoTime) {
    this.analyzer = analyzer;
    this.zone = zone;
    this.limits = VirtualClock.limits(limits);
    this.nanoTime = nanoTime;
  }

  /**
   * Runs all tests of a set.
   *
   * @param rules what the files were compiled to
   * @param groups the groups that exist; those that a test's fleet leaves out are idle
   */
  public TestReport run(RuleFiles files, RuleSet rules, Set<GroupName> groups) {
    return run(files, rules, groups, _ -> true, _ -> {});
  }

  /**
   * Runs some tests of a set.
   *
   * @param rules what the files were compiled to
   * @param groups the groups that exist; those that a test's fleet leaves out are idle
   * @param chosen which tests to run
   * @param done hears of each test that has run, at once
   */
  public TestReport run(
      RuleFiles files,
      RuleSet rules,
      Set<GroupName> groups,
      Predicate<TestId> chosen,
      Consumer<TestResult> done) {
    long start = nanoTime.getAsLong();
    var problems = new ArrayList<Diagnostic>();
    List<RuleTest> tests =
        read(files, problems).stream().filter(test -> chosen.test(test.id())).toList();
    var results = new ArrayList<TestResult>();
    if (!tests.isEmpty()) {
      try (Evaluator evaluator = rules.newEvaluator(limits, new VirtualClock())) {
        var run = new Run(evaluator, rules.rules(), groups);
        for (RuleTest test : tests) {
          TestResult result = run.result(test);
          results.add(result);
          done.accept(result);
        }
      }
    }
    return new TestReport(results, problems, rules.rules(), since(start));
  }

  /** What is wrong with the files of tests themselves; nothing is run. */
  public List<Diagnostic> problems(RuleFiles files) {
    var problems = new ArrayList<Diagnostic>();
    var _ = read(files, problems);
    return problems;
  }

  /**
   * The groups and clusters that the tests name: what exists, beside what the rules name, where
   * there is no configuration to say it.
   */
  public Targets named(RuleFiles files) {
    Set<GroupName> groups = new HashSet<>();
    Set<ClusterName> clusters = new HashSet<>();
    for (RuleTest test : read(files, new ArrayList<>())) {
      test.groups().forEach(group -> groups.add(new GroupName(group.name())));
      test.clusters().forEach(cluster -> clusters.add(new ClusterName(cluster.name())));
      test.expectedGroups().forEach(name -> valid(name, GroupName::new).ifPresent(groups::add));
      test.expectedClusters()
          .forEach(name -> valid(name, ClusterName::new).ifPresent(clusters::add));
    }
    return new Targets(groups, clusters);
  }

  private static <N> Optional<N> valid(String name, Function<String, N> make) {
    try {
      return Optional.of(make.apply(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<RuleTest> read(RuleFiles files, List<Diagnostic> diagnostics) {
    Map<String, RuleFile> statements =
        files.files().stream()
            .filter(file -> file.name().endsWith(STATEMENT_SUFFIX))
            .collect(Collectors.toUnmodifiableMap(RuleFile::name, Function.identity()));
    var tests = new ArrayList<RuleTest>();
    for (RuleFile file : files.files()) {
      if (file.name().endsWith(SUFFIX)) {
        var problems = new TestProblems(file.name());
        tests.addAll(new TestFileReader(file, statements, zone, problems).read());
        diagnostics.addAll(problems.inOrder());
      }
    }
    return tests;
  }

  private Duration since(long start) {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  /** One run; for one thread. */
  private final class Run {
    private final Evaluator evaluator;
    private final Set<String> ruleNames;
    private final Set<GroupName> existing;
    private int overBudget;
    private long sqlCharacters;

    Run(Evaluator evaluator, List<RuleInfo> rules, Set<GroupName> existing) {
      this.evaluator = evaluator;
      this.ruleNames = rules.stream().map(RuleInfo::name).collect(Collectors.toUnmodifiableSet());
      this.existing = Set.copyOf(existing);
    }

    TestResult result(RuleTest test) {
      long start = nanoTime.getAsLong();
      sqlCharacters += test.sql().length();
      if (overBudget >= MOST_OVER_BUDGET || sqlCharacters > MOST_SQL_CHARACTERS) {
        return notRun(test);
      }
      Facts facts = facts(test);
      Verdict verdict = evaluator.evaluate(facts);
      Explanation explanation = verdict.explanation();
      if (explanation.flags().contains(Flag.OVER_BUDGET)) {
        overBudget++;
      }
      var unmet = new ArrayList<>(unknownRules(test));
      test.expectations().stream()
          .filter(expectation -> !expectation.met().test(verdict))
          .forEach(expectation -> unmet.add(expectation.unmetBy(verdict)));
      return new TestResult(
          test.id(), unmet, Why.lines(facts, verdict), Seen.fired(verdict), since(start));
    }

    private TestResult notRun(RuleTest test) {
      String reason =
          overBudget >= MOST_OVER_BUDGET
              ? "%d tests before it were over budget".formatted(MOST_OVER_BUDGET)
              : "the statements of all tests have more than %d characters"
                  .formatted(MOST_SQL_CHARACTERS);
      return new TestResult(
          test.id(),
          List.of(new Unmet("test", "a verdict", "not run: " + reason)),
          List.of(),
          Set.of(),
          Duration.ZERO);
    }

    /** A test that names no rule of the set would otherwise pass when it expects no firing. */
    private List<Unmet> unknownRules(RuleTest test) {
      return test.rules().stream()
          .filter(name -> !ruleNames.contains(name))
          .sorted()
          .map(name ->
              new Unmet(
                  "expect",
                  "names of rules in this directory",
                  "'%s'; %s".formatted(name, Nearest.hint(name, ruleNames))))
          .toList();
    }

    private Facts facts(RuleTest test) {
      Query query = test.query();
      Sql sql =
          analyzer.analyze(
              test.sql(), new SqlContext(query.catalog(), query.schema(), test.prepared()));
      return new Facts(
          query, sql, test.moment(), test.usages(), test.learned(), groups(test), test.clusters());
    }

    private List<Group> groups(RuleTest test) {
      Map<String, Group> all = new TreeMap<>();
      existing.forEach(name -> all.put(name.value(), FleetReader.idle(name.value())));
      test.groups().forEach(group -> all.put(group.name(), group));
      return List.copyOf(all.values());
    }
  }
}
