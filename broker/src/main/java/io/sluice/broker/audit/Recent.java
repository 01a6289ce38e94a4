package io.sluice.broker.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The newest undelivered events, in the order of their journal positions, without those that did
 * not fit. Not safe for many threads: the journal's lock guards it.
 */
final class Recent {
  private final long maxBytes;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long bytes;

  Recent(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * One event.
   *
   * @param start the journal position of its line
   * @param end the position after its line; the same as start when it is not on disk
   * @param event the event
   * @param bytes the length of its line
   */
  record Entry(long start, long end, AuditEvent event, int bytes) {
    boolean onDisk() {
      return end > start;
    }
  }

  /** Adds an event, unless there is no room. */
  boolean add(Entry entry) {
    if (bytes + entry.bytes() > maxBytes) {
      return false;
    }
    entries.addLast(entry);
    bytes += entry.bytes();
    return true;
  }

  int size() {
    return entries.size();
  }

  /** The position of the oldest event. */
  OptionalLong start() {
    Entry first = entries.peekFirst();
    return first == null ? OptionalLong.empty() : OptionalLong.of(first.start());
  }

  /** The events that follow {@code position} without a gap; they stay until they are dropped. */
  Batch from(long position, int most) {
    List<AuditEvent> events = new ArrayList<>();
    long end = position;
    for (Entry entry : entries) {
      if (entry.start() != end || events.size() == most) {
        break;
      }
      events.add(entry.event());
      end = entry.end();
    }
    return new Batch(events, end, events.size());
  }

  /**
   * Drops the oldest events.
   *
   * @return how many of them were not on disk
   */
  int drop(int count) {
    int offDisk = 0;
    for (int i = 0; i < count; i++) {
      Entry entry = entries.removeFirst();
      bytes -= entry.bytes();
      offDisk += entry.onDisk() ? 0 : 1;
    }
    return offDisk;
  }

  /** What {@code look} makes of the newest event that it makes something of. */
  <T> Optional<T> newest(Function<AuditEvent, Optional<T>> look) {
    for (var newestFirst = entries.descendingIterator(); newestFirst.hasNext(); ) {
      Optional<T> seen = look.apply(newestFirst.next().event());
      if (seen.isPresent()) {
        return seen;
      }
    }
    return Optional.empty();
  }
}
