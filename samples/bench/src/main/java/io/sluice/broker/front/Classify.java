package io.sluice.broker.front;

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

/** Which request is which, by method and path. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class Classify {
  private final String poll =
      "/v1/statement/executing/20261123_043710_00026_e9qzz/y2a4c6e8f0b1d3/7";
  private final String page = "/clusters/etl-1/ui/api/stats?x=1";

  /** A new statement. */
  @Benchmark
  public Object statement() {
    return RequestPath.of("POST", "/v1/statement");
  }

  /** A poll. */
  @Benchmark
  public Object poll() {
    return RequestPath.of("GET", poll);
  }

  /** A page of one cluster's UI. */
  @Benchmark
  public Object page() {
    return RequestPath.of("GET", page);
  }
}
