package io.sluice.broker.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.broker.query.QueryId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps audit events on local disk until they are delivered to the store.
 *
 * <p>{@link #append} returns after the operating system has the event's line: it outlives a kill of
 * this process, though not a power cut of the machine. What an earlier process left is delivered
 * first. Beyond {@code maxBytes} of files, new events live in memory only, and beyond {@code
 * memoryBytes} they are lost: what was acknowledged is never given up for what is new.
 *
 * <p>Invariant, under the one lock: every byte before {@code read} is delivered; what lies between
 * {@code read} and the first recent event is read back from disk. Any thread may append and look
 * up; one thread delivers ({@link #next}, then {@link #delivered}).
 *
 * <p>Longer than most classes here: the invariant and its lock would not survive being spread.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int MOST_EVENTS = 500;

  private final JournalSettings settings;
  private final EventJson json = new EventJson();
  private final SegmentReader reader = new SegmentReader(json);
  private final RecordBounds bounds;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition appended = lock.newCondition();
  private final Condition delivered = lock.newCondition();
  private final SegmentFiles files;
  private final Recent recent;
  private long read;
  private long leftBefore;
  private long undelivered;
  private long offDisk;
  private long offDiskDelivered;
  private long lost;
  private long unreadable;
  private boolean writing = true;
  private boolean idle;
  private boolean woken;
  private int hurrying;

  public Journal(JournalSettings settings) {
    this.settings = settings;
    this.bounds = new RecordBounds(settings.maxSqlCharacters());
    this.files = new SegmentFiles(settings);
    this.recent = new Recent(settings.memoryBytes());
  }

  /**
   * Opens the folder and finds what is left in it.
   *
   * @throws IOException when the folder can't be used, or another process uses it
   */
  public void start() throws IOException {
    lock.lock();
    try {
      files.open();
      read = files.start();
      leftBefore = files.end();
      if (leftBefore > read) {
        LOG.info(
            "journal {}: {} bytes are left from before and will be delivered",
            settings.directory(),
            leftBefore - read);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Keeps an event. Never throws for a full or failing disk: routing goes on. */
  public Kept append(AuditEvent event) {
    AuditEvent written;
    byte[] line;
    try {
      written = json.written(bounds.apply(event));
      line = json.line(written);
    } catch (IOException e) {
      LOG.error("journal: an event has no JSON form and is lost: {}", event, e);
      return countLost();
    }
    lock.lock();
    try {
      long start = files.end();
      boolean onDisk = write(line);
      boolean inMemory =
          files.isOpen() && recent.add(new Recent.Entry(start, files.end(), written, line.length));
      if (!onDisk && !inMemory) {
        return countLost();
      }
      undelivered++;
      offDisk += onDisk ? 0 : 1;
      if (idle || recent.size() == MOST_EVENTS) {
        appended.signal();
      }
      return onDisk ? Kept.ON_DISK : Kept.IN_MEMORY;
    } finally {
      lock.unlock();
    }
  }

  private boolean write(byte[] line) {
    try {
      boolean written = files.append(line);
      report(written, files.isOpen() ? "full: the store has been out of reach for long" : "closed");
      return written;
    } catch (IOException e) {
      report(false, e.toString());
      return false;
    }
  }

  private void report(boolean written, String trouble) {
    if (writing == written) {
      return;
    }
    writing = written;
    if (written) {
      LOG.info("journal {}: writes again; lost until now: {}", settings.directory(), lost);
    } else {
      LOG.error(
          "journal {}: {}; new events are kept in memory while it has room, then lost",
          settings.directory(),
          trouble);
    }
  }

  private Kept countLost() {
    lock.lock();
    try {
      lost++;
      return Kept.LOST;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for events that are not delivered, and a little for more to come.
   *
   * @param linger how long to wait for more, when there are few and nobody is in a hurry
   * @return the oldest of them; empty after {@link #wake}
   * @throws IOException when the files can't be read; the same stretch comes again
   */
  Batch next(Duration linger) throws IOException, InterruptedException {
    Segment segment;
    long limit;
    lock.lock();
    try {
      awaitEvents(linger);
      Batch batch = recent.from(read, MOST_EVENTS);
      limit = recent.start().orElse(files.end());
      if (!batch.events().isEmpty() || limit == read) {
        return batch;
      }
      segment = files.at(read).orElseThrow();
    } finally {
      lock.unlock();
    }
    return readBack(segment, limit);
  }

  private void awaitEvents(Duration linger) throws InterruptedException {
    while (nothingToDeliver() && !woken) {
      idle = true;
      appended.await();
    }
    idle = false;
    boolean behind = recent.start().orElse(files.end()) != read;
    long nanos = behind ? 0 : linger.toNanos();
    while (recent.size() < MOST_EVENTS && hurrying == 0 && !woken && nanos > 0) {
      nanos = appended.awaitNanos(nanos);
    }
    woken = false;
  }

  private boolean nothingToDeliver() {
    return recent.size() == 0 && read == files.end();
  }

  private Batch readBack(Segment segment, long limit) throws IOException {
    if (Files.notExists(segment.file())) {
      LOG.error("journal: {} has been deleted by someone; its events are lost", segment.file());
      return new Batch(List.of(), Math.min(segment.end(), limit), 0);
    }
    // Only the delivering thread moves `read`, and it is this one.
    long from = Math.max(read, segment.base());
    SegmentReader.Stretch stretch = reader.read(segment, from, Math.max(from, limit));
    for (String line : stretch.unreadable()) {
      LOG.error("journal: a line of {} is no event: {}", segment.file(), files.setAside(line));
    }
    if (stretch.tornBytes() > 0) {
      LOG.warn(
          "journal: the last line of {} is torn after {} bytes (the process ended while it wrote)",
          segment.file(),
          stretch.tornBytes());
    }
    countUnreadable(from, stretch.unreadable().size() + (stretch.tornBytes() > 0 ? 1 : 0));
    return new Batch(stretch.events(), stretch.end(), 0);
  }

  private void countUnreadable(long from, int lines) {
    lock.lock();
    try {
      unreadable += lines;
      undelivered -= from >= leftBefore ? lines : 0;
    } finally {
      lock.unlock();
    }
  }

  /** Says that a batch is in the store; its files are deleted when all in them is. */
  void delivered(Batch batch) {
    lock.lock();
    try {
      if (batch.end() > leftBefore || batch.fromMemory() > 0) {
        undelivered -= batch.events().size();
      }
      read = batch.end();
      offDiskDelivered += recent.drop(batch.fromMemory());
      if (nothingToDeliver()) {
        // What was in a file that someone deleted.
        lost += undelivered;
        undelivered = 0;
      }
      delivered.signalAll();
      files.discardBefore(read);
    } catch (IOException e) {
      LOG.warn(
          "journal {}: a delivered file can't be deleted; it will be delivered again after a restart",
          settings.directory(),
          e);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps an event that the store refuses in a file beside the journal, for a person to see. */
  void setAside(AuditEvent event, RuntimeException refusal) {
    lock.lock();
    try {
      LOG.error(
          "journal: the store refuses an event, it is kept in {}",
          files.setAside(json.text(event)),
          refusal);
    } catch (IOException e) {
      lost++;
      LOG.error("journal: the store refuses an event, and it can't be kept: {}", event, e);
    } finally {
      lock.unlock();
    }
  }

  /** Makes {@link #next} return. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      appended.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all that has been appended is in the store.
   *
   * @return whether it is; false too when the thread is interrupted, which stays set
   */
  boolean awaitDelivered(Duration timeout) {
    lock.lock();
    try {
      long end = files.end();
      long last = offDisk;
      long nanos = timeout.toNanos();
      hurrying++;
      appended.signal();
      try {
        while (read < end || offDiskDelivered < last) {
          if (nanos <= 0) {
            return false;
          }
          nanos = delivered.awaitNanos(nanos);
        }
        return true;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        hurrying--;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The newest decision in memory that is wanted. */
  Optional<WrittenDecision> pendingDecision(Predicate<WrittenDecision> wanted) {
    return pending(event ->
        event instanceof WrittenDecision decision && wanted.test(decision)
            ? Optional.of(decision)
            : Optional.empty());
  }

  /** The whole of a decision that this journal has written. */
  DecisionRecord whole(WrittenDecision decision) {
    try {
      return json.decision(decision.body(), decision.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "decision %s can't be read back: %s".formatted(decision.id(), decision.body()), e);
    }
  }

  /** The newest end of a query in memory. */
  Optional<QueryEnd> pendingEnd(QueryId queryId) {
    return pending(event ->
        event instanceof QueryEnd e && e.queryId().equals(queryId)
            ? Optional.of(e)
            : Optional.empty());
  }

  private <T> Optional<T> pending(Function<AuditEvent, Optional<T>> look) {
    lock.lock();
    try {
      return recent.newest(look);
    } finally {
      lock.unlock();
    }
  }

  public JournalState state() {
    lock.lock();
    try {
      return new JournalState(
          undelivered, files.end() - read, settings.maxBytes(), lost, unreadable, writing);
    } finally {
      lock.unlock();
    }
  }

  /** Closes the files, and deletes them when all in them is delivered. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      files.close(read);
    } finally {
      lock.unlock();
    }
  }
}
