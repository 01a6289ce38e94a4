package io.sluice.samples.bench;

import io.sluice.rules.fact.Sql;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading what a statement says. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 4, time = 2)
@State(Scope.Benchmark)
public class Analyse {
  private final SqlAnalyzer analyzer = new SqlAnalyzer(SqlLimits.DEFAULT);

  /** The shortest. */
  @Benchmark
  public Sql selectOne() {
    return analyzer.analyze("SELECT 1", SqlContext.NONE);
  }

  /** 477 characters: WITH, join, window, GROUP BY. */
  @Benchmark
  public Sql typical() {
    return analyzer.analyze(Statements.TYPICAL, SqlContext.NONE);
  }
}
