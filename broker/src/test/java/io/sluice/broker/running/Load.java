package io.sluice.broker.running;

import io.sluice.samples.standin.StandInCluster;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that run statements all the time, each with a text of its own, and note what fails. */
final class Load implements AutoCloseable {
  private static final String MARK = "-- stand-in: ";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<Exception> errors = new ConcurrentLinkedQueue<>();
  private final URI front;

  Load(URI front) {
    this.front = front;
  }

  /**
   * Adds clients.
   *
   * @param script what their statements tell the stand-ins to do
   */
  Load with(int clients, String script, String... headers) {
    for (int i = 0; i < clients; i++) {
      threads.execute(() -> ask(script, headers));
    }
    return this;
  }

  private void ask(String script, String... headers) {
    try (var client = new PatientClient(front, headers)) {
      while (!over.get()) {
        String sql = "SELECT " + number.getAndIncrement() + " " + MARK + script;
        asked.add(sql);
        client.run(sql);
        done.incrementAndGet();
      }
    } catch (Exception e) {
      errors.add(e);
    }
  }

  int done() {
    return done.get();
  }

  /** The statements of such clients that a stand-in has started; probes ask some, too. */
  static List<String> startedOn(StandInCluster cluster) {
    return cluster.startedStatements().stream().filter(sql -> sql.contains(MARK)).toList();
  }

  /** Errors that clients have seen. */
  List<Exception> errors() {
    return List.copyOf(errors);
  }

  /** Every statement that was submitted. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** No new statements. */
  void end() {
    over.set(true);
  }

  /** Waits until the last statement has ended. */
  void join() {
    end();
    threads.close();
  }

  @Override
  public void close() {
    join();
  }
}
