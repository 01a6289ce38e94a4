package io.sluice.broker.audit;

import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to keep a decision in an H2 file, by the size of the batch; H2 grows meanwhile. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class StoreDecisions {
  private static final int DECISIONS = 6000;
  private static final Duration OPEN = Duration.ofSeconds(30);

  /** How many in a transaction. */
  @Param({"100", "300", "500", "1000", "2000"})
  public int batch;

  private final EventJson json = new EventJson();
  private final SampleDecision sample = new SampleDecision(json);
  private List<AuditEvent> decisions = List.of();
  private Path folder = Path.of("");
  private Store store = new Store(StoreSettings.of("jdbc:h2:mem:"));
  private AuditStore audit = AuditStore.in(store);

  /** Opens an empty store. */
  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("store-decisions");
    store = new Store(StoreSettings.of("jdbc:h2:file:" + folder.resolve("sluice")));
    audit = AuditStore.in(store);
    store.start();
    if (!store.awaitUp(OPEN)) {
      throw new IllegalStateException(store.state().toString());
    }
  }

  /** Their JSON is made elsewhere. */
  @Setup(Level.Invocation)
  public void make() throws IOException {
    decisions = new ArrayList<>(DECISIONS);
    for (int i = 0; i < DECISIONS; i++) {
      decisions.add(json.written(sample.next()));
    }
  }

  /** One decision, of 6,000. */
  @Benchmark
  @OperationsPerInvocation(DECISIONS)
  public void keep() {
    for (int from = 0; from < DECISIONS; from += batch) {
      audit.write(decisions.subList(from, Math.min(from + batch, DECISIONS)));
    }
  }

  /** Leaves nothing behind. */
  @TearDown
  public void close() throws IOException {
    store.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
