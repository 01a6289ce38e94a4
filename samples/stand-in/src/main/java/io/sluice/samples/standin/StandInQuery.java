package io.sluice.samples.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One query of a stand-in: which page comes next, and what was told already.
 *
 * <p>Thread-safe: one lock guards all that changes. Like a real engine it only registers the
 * statement at its POST, starts it at the first poll, tells the last page again when asked again,
 * and forgets the pages before.
 */
final class StandInQuery {
  private final String id;
  private final Submission submission;
  private final Slugs slugs;
  private final Instant created;
  private final InstantSource clock;
  private final Duration longPoll;
  private final Function<Submission, Plan> planner;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Written under the lock; read without it, since a plan of one query counts the others. */
  private volatile Optional<Plan> plan = Optional.empty();

  private Optional<QueryError> error = Optional.empty();

  /** Written under the lock; read without it, as the plan. */
  private volatile Optional<Instant> ended = Optional.empty();

  private boolean released;
  private int dataPages;
  private Page lastPage;

  /** What a poll comes to. */
  sealed interface Poll {
    record Next(Page page) implements Poll {}

    /** The page was told before a later one. */
    record Gone() implements Poll {}

    record Unknown() implements Poll {}
  }

  StandInQuery(
      String id,
      Submission submission,
      String secret,
      InstantSource clock,
      Duration longPoll,
      Function<Submission, Plan> planner) {
    this.id = id;
    this.submission = submission;
    this.slugs = new Slugs(submission.dialect(), secret + id);
    this.created = clock.instant();
    this.clock = clock;
    this.longPoll = longPoll;
    this.planner = planner;
    this.lastPage = page(0, Page.State.QUEUED, false, Page.Shape.NONE, 0, 0);
  }

  String id() {
    return id;
  }

  Submission submission() {
    return submission;
  }

  Instant created() {
    return created;
  }

  /** The capability that stands in the URI of the page at {@code position}. */
  String slug(int position) {
    return slugs.at(position);
  }

  Page submitted() {
    lock.lock();
    try {
      return lastPage;
    } finally {
      lock.unlock();
    }
  }

  Poll poll(int position, String slug) throws InterruptedException {
    if (!slug.equals(slug(position))) {
      return new Poll.Unknown();
    }
    lock.lockInterruptibly();
    try {
      if (position == lastPage.position() && position > 0) {
        return new Poll.Next(lastPage);
      }
      if (position <= lastPage.position()) {
        return new Poll.Gone();
      }
      if (position > lastPage.position() + 1 || lastPage.last()) {
        return new Poll.Unknown();
      }
      lastPage = next(position);
      if (lastPage.last() && ended.isEmpty()) {
        ended = Optional.of(clock.instant());
      }
      return new Poll.Next(lastPage);
    } finally {
      lock.unlock();
    }
  }

  /** Ends it with {@code why}, unless it has ended. */
  void end(QueryError why) {
    lock.lock();
    try {
      if (ended.isEmpty()) {
        error = Optional.of(why);
        ended = Optional.of(clock.instant());
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets a held query go on. */
  void release() {
    lock.lock();
    try {
      released = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a poll has started it; before, an engine doesn't list it. */
  boolean started() {
    return plan.isPresent();
  }

  Optional<Instant> ended() {
    return ended;
  }

  Optional<QueryError> error() {
    lock.lock();
    try {
      return error;
    } finally {
      lock.unlock();
    }
  }

  Page.State state() {
    lock.lock();
    try {
      if (error.isPresent()) {
        return Page.State.FAILED;
      }
      if (ended.isPresent()) {
        return Page.State.FINISHED;
      }
      return plan.isPresent() ? Page.State.RUNNING : Page.State.QUEUED;
    } finally {
      lock.unlock();
    }
  }

  /** The script it runs by; empty for a session change, and before it started. */
  Optional<Script> script() {
    lock.lock();
    try {
      return plan.flatMap(
          p -> p instanceof Plan.Rows(Script s) ? Optional.of(s) : Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  /** The table it tells; empty for all other statements. */
  Optional<Plan.Table> table() {
    lock.lock();
    try {
      return plan.flatMap(
          p -> p instanceof Plan.Table table ? Optional.of(table) : Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  private Page next(int position) throws InterruptedException {
    if (error.isPresent()) {
      return failed(position);
    }
    if (plan.isEmpty()) {
      plan = Optional.of(planner.apply(submission));
      if (!(plan.get() instanceof Plan.Failure)) {
        return page(position, Page.State.QUEUED, false, Page.Shape.NONE, 0, 0);
      }
    }
    return switch (plan.get()) {
      case Plan.Failure(QueryError why) -> {
        error = Optional.of(why);
        yield failed(position);
      }
      case Plan.SessionChange(String updateType, List<ReceivedRequest.Header> headers) ->
          new Page(
              position,
              Page.State.FINISHED,
              true,
              Page.Shape.CHANGE,
              0,
              submission.dialect() == StandInDialect.PRESTO ? 1 : 0,
              Optional.empty(),
              Optional.of(updateType),
              headers,
              elapsedMillis());
      case Plan.Table table -> table(position, table);
      case Plan.Rows(Script script) -> rows(position, script);
    };
  }

  private Page table(int position, Plan.Table table) {
    int rows = table.rows().size();
    boolean told = dataPages > 0;
    dataPages++;
    return told
        ? page(position, Page.State.FINISHED, true, Page.Shape.TABLE, rows, rows)
        : page(position, Page.State.RUNNING, false, Page.Shape.TABLE, 0, rows);
  }

  private Page rows(int position, Script script) throws InterruptedException {
    var shape = script.told() ? Page.Shape.NUMBERED : Page.Shape.GREETING;
    if (script.held() && !released) {
      long left = longPoll.toNanos();
      while (left > 0 && !released && error.isEmpty()) {
        left = changed.awaitNanos(left);
      }
      if (error.isPresent()) {
        return failed(position);
      }
      if (!released) {
        return script.queued()
            ? page(position, Page.State.QUEUED, false, Page.Shape.NONE, 0, 0)
            : page(position, Page.State.RUNNING, false, shape, 0, 0);
      }
    }
    if (dataPages < script.pages()) {
      long first = script.firstRow(dataPages);
      dataPages++;
      return page(position, Page.State.RUNNING, false, shape, first, script.firstRow(dataPages));
    }
    if (script.fail().isPresent()) {
      error = script.fail().map(QueryError::told);
      return failed(position);
    }
    return page(position, Page.State.FINISHED, true, shape, script.rows(), script.rows());
  }

  private Page failed(int position) {
    return new Page(
        position,
        Page.State.FAILED,
        true,
        Page.Shape.NONE,
        0,
        0,
        error,
        Optional.empty(),
        List.of(),
        elapsedMillis());
  }

  private Page page(
      int position, Page.State state, boolean last, Page.Shape shape, long first, long end) {
    return new Page(
        position,
        state,
        last,
        shape,
        first,
        end,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        elapsedMillis());
  }

  long elapsedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(Duration.between(created, clock.instant()).toNanos());
  }
}
