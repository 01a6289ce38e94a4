package io.sluice.broker.audit;

import io.sluice.broker.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the journal to the store, in order and in batches, on one thread of its own.
 * While the store is down it tries again and again, ever more slowly; nothing is lost meanwhile.
 * Events that the store refuses for what they hold are set aside, so that they don't hold up
 * others.
 */
public final class AuditDelivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditDelivery.class);
  private static final Duration LINGER = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LAST_DELIVERY = Duration.ofSeconds(2);
  private static final Duration LAST_BATCH = Duration.ofSeconds(10);

  private final Journal journal;
  private final AuditStore store;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<String> problem = Optional.empty();

  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  public AuditDelivery(Journal journal, AuditStore store) {
    this.journal = journal;
    this.store = store;
    this.thread = Thread.ofPlatform().name("audit-delivery").daemon().unstarted(this::run);
  }

  /** Begins to deliver; the journal must be started. */
  public void start() {
    thread.start();
  }

  public DeliveryState state() {
    return new DeliveryState(problem, delivered.get(), refused.get(), journal.state());
  }

  /**
   * Waits until all that has been appended is in the store.
   *
   * @return whether it is; false too when the thread is interrupted, which stays set
   */
  public boolean awaitDelivered(Duration timeout) {
    return journal.awaitDelivered(timeout);
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        if (deliverNext()) {
          pause = FIRST_PAUSE;
        } else {
          closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
          pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    } catch (InterruptedException _) {
      // Only the end of the process interrupts this thread; the journal keeps what is left.
      Thread.currentThread().interrupt();
    }
  }

  private boolean deliverNext() throws InterruptedException {
    try {
      Batch batch = journal.next(LINGER);
      if (!batch.events().isEmpty()) {
        write(batch.events());
      }
      delivered.addAndGet(batch.events().size());
      journal.delivered(batch);
      recovered();
      return true;
    } catch (IOException | StoreException e) {
      failed(e);
    } catch (RuntimeException e) {
      // The thread's boundary: the audit must not end because of what nobody foresaw.
      LOG.error("audit: delivery failed in an unforeseen way", e);
      failed(e);
    }
    return false;
  }

  private void write(List<AuditEvent> events) {
    try {
      store.write(events);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.REFUSED) {
        throw e;
      }
      events.forEach(this::writeOrSetAside);
    }
  }

  private void writeOrSetAside(AuditEvent event) {
    try {
      store.write(List.of(event));
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.REFUSED) {
        throw e;
      }
      refused.incrementAndGet();
      journal.setAside(event, e);
    }
  }

  private void failed(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (problem.isEmpty()) {
      LOG.warn("audit: decisions wait in the journal: {}", message);
    }
    problem = Optional.of(message);
  }

  private void recovered() {
    if (problem.isPresent()) {
      problem = Optional.empty();
      LOG.info("audit: decisions are delivered again");
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Delivers what can be delivered at once, then ends; the journal keeps the rest. */
  @Override
  public void close() {
    if (!thread.isAlive()) {
      return;
    }
    if (problem.isEmpty()) {
      journal.awaitDelivered(LAST_DELIVERY);
    }
    closing.countDown();
    journal.wake();
    try {
      thread.join(LAST_BATCH);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
