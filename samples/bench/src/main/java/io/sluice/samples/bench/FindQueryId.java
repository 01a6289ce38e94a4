package io.sluice.samples.bench;

import io.sluice.broker.query.QueryId;
import java.util.Optional;
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

/** Whose a request is, by what its path looks like. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class FindQueryId {
  private final String poll =
      "/v1/statement/executing/20261123_043710_00026_e9qzz/y2a4c6e8f0b1d3/7";
  private final String none = "/ui/vendor/jquery/jquery-2.2.3.min.js?v=20261123_043710_1";

  /** In the path of a poll. */
  @Benchmark
  public Optional<QueryId> poll() {
    return QueryId.find(poll);
  }

  /** Nowhere, though something looks like one. */
  @Benchmark
  public Optional<QueryId> none() {
    return QueryId.find(none);
  }
}
