package io.sluice.broker.running;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that have nothing to do with what goes wrong, and go on with their statements. */
final class Neighbours implements AutoCloseable {
  private static final int CLIENTS = 3;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Semaphore done = new Semaphore(0);
  private final List<Exception> troubles = new CopyOnWriteArrayList<>();

  /**
   * @param headers lead their statements to clusters where nothing goes wrong
   */
  Neighbours(URI front, String... headers) {
    for (int i = 0; i < CLIENTS; i++) {
      threads.execute(() -> ask(front, headers));
    }
  }

  private void ask(URI front, String... headers) {
    try (var client = new StatementClient(front, headers)) {
      while (!over.get()) {
        var result = client.run("SELECT 1 -- stand-in: rows=10, pages=2");
        if (result.rows().size() != 10 || result.error().isPresent()) {
          throw new IllegalStateException("a neighbour got " + result);
        }
        done.release();
      }
    } catch (Exception e) {
      troubles.add(e);
    }
  }

  /** Waits until that many more statements have ended as they should; false after a minute. */
  boolean goOn(int statements) throws InterruptedException {
    done.drainPermits();
    return done.tryAcquire(statements, 60, TimeUnit.SECONDS);
  }

  /** What disturbed them. */
  List<Exception> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public void close() {
    over.set(true);
    threads.close();
  }
}
