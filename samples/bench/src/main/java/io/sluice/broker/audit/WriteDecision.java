package io.sluice.broker.audit;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A decision's way into the journal but for the disk, and back. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class WriteDecision {
  private final EventJson json = new EventJson();
  private final DecisionRecord decision = new SampleDecision(json).next();
  private byte[] line = {};

  /** Makes the line that is read back. */
  @Setup
  public void makeLine() throws IOException {
    line = json.line(decision);
  }

  /** Its JSON and its line, as each statement pays for. */
  @Benchmark
  public byte[] write() throws IOException {
    return json.line(json.written(decision));
  }

  /** Back from its line, as after an outage of the store. */
  @Benchmark
  public AuditEvent readBack() throws IOException {
    return json.event(line, 0, line.length);
  }
}
