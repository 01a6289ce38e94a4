package io.sluice.broker.audit;

import io.sluice.rules.fact.Learned;
import java.io.IOException;

/** Reads a {@link Learned} out of JSON; zeros have been left out. */
final class PastLearned {
  private final JsonCursor in;
  private long runs;
  private double medianCpuSeconds;
  private double p95CpuSeconds;
  private long medianPeakMemoryBytes;
  private long p95PeakMemoryBytes;
  private double medianElapsedSeconds;
  private double p95ElapsedSeconds;

  private PastLearned(JsonCursor in) {
    this.in = in;
  }

  static Learned read(JsonCursor in) throws IOException {
    var fields = new PastLearned(in);
    in.object(fields::field);
    return fields.runs == 0 ? Learned.NOTHING : fields.learned();
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "runs" -> runs = in.number();
      case "medianCpuSeconds" -> medianCpuSeconds = in.decimal();
      case "p95CpuSeconds" -> p95CpuSeconds = in.decimal();
      case "medianPeakMemoryBytes" -> medianPeakMemoryBytes = in.number();
      case "p95PeakMemoryBytes" -> p95PeakMemoryBytes = in.number();
      case "medianElapsedSeconds" -> medianElapsedSeconds = in.decimal();
      case "p95ElapsedSeconds" -> p95ElapsedSeconds = in.decimal();
      default -> in.skip();
    }
  }

  private Learned learned() {
    return new Learned(
        runs,
        medianCpuSeconds,
        p95CpuSeconds,
        medianPeakMemoryBytes,
        p95PeakMemoryBytes,
        medianElapsedSeconds,
        p95ElapsedSeconds);
  }
}
