package io.sluice.rules.drools;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Prints the figures that RATIONALE.md quotes. No test: run its main method on a quiet machine.
 *
 * <p>The first line of each size is the first compilation of that size in the process; the very
 * first is cold.
 */
final class Measurements {
  private static final int WARM_UP = 20_000;
  private static final int ROUNDS = 20_000;

  private Measurements() {}

  public static void main(String[] arguments) {
    for (int size : List.of(10, 100, 1_000)) {
      for (int round = 0; round < 5; round++) {
        compile(size, Mix.MIXED);
      }
    }
    for (Mix mix : Mix.values()) {
      evaluate(1_000, mix);
    }
  }

  /** Kinds of conditions. */
  private enum Mix {
    INDEXED,
    MIXED,
    JOINS
  }

  private static void compile(int size, Mix mix) {
    long start = cpuNanos();
    RuleSet set = compiled(size, mix);
    System.out.printf(
        "compile %,6d rules: %,7.0f ms%n", set.rules().size(), (cpuNanos() - start) / 1e6);
    set.close();
  }

  private static RuleSet compiled(int size, Mix mix) {
    var compiler = new RuleSetCompiler(RuleSetFixture.LIMITS, System::nanoTime);
    var files = new RuleFiles(List.of(new RuleFile("rules.drl", text(size, mix))));
    return switch (compiler.compile(files, RuleSetFixture.TARGETS)) {
      case Compilation.Compiled(RuleSet set, var _) -> set;
      case Compilation.Refused(var _, var problems) -> throw new AssertionError(problems);
    };
  }

  private static String text(int size, Mix mix) {
    var text = new StringBuilder("package measured;\n");
    for (int i = 0; i < size; i++) {
      text.append(
          """
          rule "r%d"
            @owner("data") @because("a measured rule")
            salience %d
          when
            %s
          then
            decision.route("%s");
          end
          """
              .formatted(i, i % 10, condition(i, mix), i % 2 == 0 ? "etl" : "adhoc"));
    }
    return text.toString();
  }

  private static String condition(int i, Mix mix) {
    if (mix == Mix.INDEXED) {
      return i % 2 == 0
          ? "Query(source == \"source-%d\")".formatted(i)
          : "Tag(value == \"tag-%d\")".formatted(i);
    }
    if (mix == Mix.JOINS) {
      return switch (i % 3) {
        case 0 ->
            "Query(source == \"source-%d\") Group(name == \"etl\", available > 0)".formatted(i);
        case 1 -> "Query($u : user) Team(value == \"team-%d\") not Tag(value == $u)".formatted(i);
        default -> "Table($c : catalog) Cluster(catalogs contains $c, running > %d)".formatted(i);
      };
    }
    return switch (i % 8) {
      case 0 -> "Query(source == \"source-%d\", user != \"root\")".formatted(i);
      case 1 -> "Tag(value == \"tag-%d\") Moment(hour >= %d)".formatted(i, i % 24);
      case 2 -> "Query(user.startsWith(\"svc-%d\"))".formatted(i);
      case 3 -> "Query(source in (\"a-%d\", \"b-%d\"))".formatted(i, i);
      case 4 -> "Query(source == \"x-%d\" || user == \"y-%d\")".formatted(i, i);
      case 5 -> "Sql(joins > %d, tables contains \"t%d\")".formatted(i % 50, i);
      case 6 -> "Table(catalog == \"c%d\") not Tag(value == \"etl\")".formatted(i);
      default -> "Query(userAgent matches \"agent-%d.*\") Moment(weekend)".formatted(i);
    };
  }

  private static void evaluate(int size, Mix mix) {
    RuleSet set = compiled(size, mix);
    List<Facts> statements = statements();
    long opening = cpuNanos();
    try (Evaluator evaluator = set.newEvaluator()) {
      System.out.printf("open an evaluator: %.1f ms%n", (cpuNanos() - opening) / 1e6);
      long fired = 0;
      for (int i = 0; i < WARM_UP; i++) {
        fired += run(evaluator, statements, i);
      }
      var nanos = new long[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        long start = cpuNanos();
        fired += run(evaluator, statements, i);
        nanos[i] = cpuNanos() - start;
      }
      Arrays.sort(nanos);
      System.out.printf(
          "evaluate %,d %s rules: p50 %.1f us, p99 %.1f us (%d firings)%n",
          size, mix, nanos[ROUNDS / 2] / 1e3, nanos[ROUNDS * 99 / 100] / 1e3, fired);
    }
    set.close();
  }

  /** The thread's own time: what other programs on the machine take does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static int run(Evaluator evaluator, List<Facts> statements, int i) {
    Verdict verdict = evaluator.evaluate(statements.get(i % statements.size()));
    if (!verdict.explanation().flags().isEmpty() && !verdict.explanation().problem().isEmpty()) {
      throw new AssertionError(verdict.explanation().toString());
    }
    return verdict.explanation().fired().size();
  }

  private static List<Facts> statements() {
    RandomGenerator random = new Random(7);
    var groups = List.of(RuleSetFixture.group("etl", 2), RuleSetFixture.group("adhoc", 1));
    var clusters =
        List.of(
            RuleSetFixture.cluster("etl-1", "etl", "HEALTHY"),
            RuleSetFixture.cluster("adhoc-1", "adhoc", "HEALTHY"));
    var all = new ArrayList<Facts>();
    for (int i = 0; i < 500; i++) {
      var query =
          RuleSetFixture.alice()
              .withSource("source-" + random.nextInt(1_000))
              .withClientTags(Set.of("tag-" + random.nextInt(1_000), "etl"))
              .withGroups(Set.of("team-" + random.nextInt(1_000)));
      all.add(
          new Facts(
              query,
              RuleSetFixture.sql(Set.of("tpch.tiny.t" + random.nextInt(10), "hive.b.c")),
              RuleSetFixture.THURSDAY_NOON,
              groups,
              clusters));
    }
    return all;
  }
}
