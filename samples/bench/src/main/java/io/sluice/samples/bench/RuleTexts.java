package io.sluice.samples.bench;

import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Rule sets of any size. */
public final class RuleTexts {
  private static final EvaluationLimits LIMITS =
      new EvaluationLimits(Duration.ofSeconds(30), 10_000);
  private static final Targets TARGETS =
      new Targets(
          Set.of(new GroupName("etl"), new GroupName("adhoc")),
          Set.of(new ClusterName("etl-1"), new ClusterName("adhoc-1")));

  private RuleTexts() {}

  static RuleSet compiled(int size, Mix mix) {
    return compiled(files(size, mix));
  }

  static RuleSet compiled(RuleFiles files) {
    return switch (new RuleSetCompiler(LIMITS, System::nanoTime).compile(files, TARGETS)) {
      case Compilation.Compiled(RuleSet set, var _) -> set;
      case Compilation.Refused(var _, var problems) -> throw new AssertionError(problems);
    };
  }

  /** So many rules in one file. Odd ones route to adhoc, even ones to etl. */
  public static RuleFiles files(int size, Mix mix) {
    var text = new StringBuilder();
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
              .formatted(
                  i,
                  i % 10,
                  mix == Mix.INDEXED ? indexed(i) : mixed(i),
                  i % 2 == 0 ? "etl" : "adhoc"));
    }
    return new RuleFiles(List.of(new RuleFile("rules.drl", text.toString())));
  }

  private static String indexed(int i) {
    return i % 2 == 0
        ? "Query(source == \"source-%d\")".formatted(i)
        : "Tag(value == \"tag-%d\")".formatted(i);
  }

  private static String mixed(int i) {
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
}
