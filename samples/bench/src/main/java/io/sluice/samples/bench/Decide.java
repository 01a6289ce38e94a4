package io.sluice.samples.bench;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One decision by a kept evaluator, the statements being different ones. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 4, time = 2)
public class Decide {

  /** A set of rules, for all threads. */
  @State(Scope.Benchmark)
  public static class Rules {
    /** How many rules. */
    @Param({"10", "100", "1000"})
    public int rules = 10;

    /** What their conditions are like. */
    @Param public Mix mix = Mix.INDEXED;

    private RuleSet set = RuleTexts.compiled(0, Mix.INDEXED);
    private List<Facts> statements = List.of();

    /** Compiles the set. */
    @Setup
    public void compile() {
      set = RuleTexts.compiled(rules, mix);
      statements = Statements.all();
    }
  }

  /** An evaluator for each thread. */
  @State(Scope.Thread)
  public static class Opened {
    private List<Facts> statements = List.of();
    private int next;
    private Evaluator evaluator = RuleTexts.compiled(0, Mix.INDEXED).newEvaluator();

    /** Opens it. */
    @Setup(Level.Trial)
    public void open(Rules rules) {
      evaluator = rules.set.newEvaluator();
      statements = rules.statements;
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
      evaluator.close();
    }

    Facts statement() {
      next = (next + 1) % statements.size();
      return statements.get(next);
    }
  }

  /** Decides. */
  @Benchmark
  public Verdict decide(Opened opened) {
    Verdict verdict = opened.evaluator.evaluate(opened.statement());
    if (!verdict.explanation().problem().isEmpty()) {
      throw new AssertionError(verdict.explanation().problem());
    }
    return verdict;
  }
}
