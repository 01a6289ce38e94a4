package io.sluice.samples.bench;

import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Compiling a whole set, as a reload does; opening an evaluator is part of it. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@State(Scope.Benchmark)
public class Compile {
  /** How many rules. */
  @Param({"10", "100", "1000"})
  public int rules = 10;

  private RuleFiles files = new RuleFiles(List.of());

  /** Writes the rules. */
  @Setup
  public void write() {
    files = RuleTexts.files(rules, Mix.MIXED);
  }

  /** Compiles. */
  @Benchmark
  public int compile() {
    try (RuleSet set = RuleTexts.compiled(files);
        var evaluator = set.newEvaluator()) {
      return set.rules().size() + evaluator.hashCode();
    }
  }
}
