package io.sluice.broker.replay;

import io.sluice.broker.audit.History;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands the decisions of a range out, page by page, to whichever thread asks next. One thread reads
 * while the others work on what they have.
 */
final class Pages {
  private static final int ROWS = 500;

  private final History history;
  private final History.Range range;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<String> last = Optional.empty();
  private boolean ended;

  Pages(History history, History.Range range) {
    this.history = history;
    this.range = range;
  }

  /** The next ones; empty when there are no more. */
  List<History.Row> next() {
    lock.lock();
    try {
      if (ended) {
        return List.of();
      }
      List<History.Row> rows = history.rows(range, last, ROWS);
      ended = rows.size() < ROWS;
      if (!rows.isEmpty()) {
        last = Optional.of(rows.getLast().id());
      }
      return rows;
    } finally {
      lock.unlock();
    }
  }
}
