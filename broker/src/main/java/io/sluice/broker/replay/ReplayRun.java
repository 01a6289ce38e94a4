package io.sluice.broker.replay;

import io.sluice.broker.audit.History;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.replay.RecordedDecision;
import io.sluice.rules.replay.Replay;
import io.sluice.rules.replay.Tally;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * One replay: reads the decisions of a range out of the store, has candidate rules decide them
 * again, and counts what would differ. It writes nothing and needs no cluster.
 *
 * <p>It runs on threads of its own, at the lowest priority, and shares nothing with those that
 * decide statements. Memory does not grow with the range. Start it once; watch, await and stop it
 * from any thread.
 */
public final class ReplayRun implements AutoCloseable {
  private static final long STACK_BYTES = 8L * 1024 * 1024;

  private final History history;
  private final RuleSet candidate;
  private final ReplayPlan plan;
  private final LongSupplier nanoTime;
  private final Pages pages;
  private final long startedAt;

  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch running;
  private final AtomicLong read = new AtomicLong();
  private volatile OptionalLong total = OptionalLong.empty();
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private final List<Tally> tallies = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * @param candidate the rules to try; closed when the replay ends
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public ReplayRun(History history, RuleSet candidate, ReplayPlan plan, LongSupplier nanoTime) {
    this.history = history;
    this.candidate = candidate;
    this.plan = plan;
    this.nanoTime = nanoTime;
    this.pages = new Pages(history, plan.range());
    this.startedAt = nanoTime.getAsLong();
    this.running = new CountDownLatch(plan.threads());
    for (int i = 0; i < plan.threads(); i++) {
      var tally = new Tally(plan.defaultGroup(), plan.examples());
      tallies.add(tally);
      threads.add(thread("replay-" + (i + 1), () -> work(tally)));
    }
    threads.add(thread("replay-count", this::countAll));
  }

  // A hint, which Linux heeds only when the JVM is told to: nothing relies on it.
  @SuppressWarnings("ThreadPriorityCheck")
  private static Thread thread(String name, Runnable task) {
    Thread thread = Thread.ofPlatform().daemon().name(name).stackSize(STACK_BYTES).unstarted(task);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /** Begins. */
  public void start() {
    threads.forEach(Thread::start);
  }

  private void countAll() {
    try {
      total = history.count(plan.range());
    } catch (StoreException e) {
      fail(e);
    }
  }

  private void work(Tally tally) {
    try (Evaluator evaluator = candidate.newEvaluator()) {
      var replay = new Replay(evaluator, tally);
      var recollection = new Recollection(history, plan);
      List<History.Row> rows = pages.next();
      while (!rows.isEmpty() && !stopped) {
        List<RecordedDecision> decisions = recollection.decisions(rows);
        replay.add(decisions, () -> stopped);
        read.addAndGet(rows.size());
        rows = pages.next();
      }
    } catch (RuntimeException e) {
      // The thread's boundary: whoever waits for the end must hear of it.
      fail(e);
    } finally {
      running.countDown();
    }
  }

  private void fail(RuntimeException e) {
    failure = Optional.of(e);
    stopped = true;
  }

  /** Whether it works on decisions still. */
  public boolean isRunning() {
    return running.getCount() > 0;
  }

  /** How far it is. */
  public ReplayProgress progress() {
    return new ReplayProgress(
        read.get(), total, Duration.ofNanos(nanoTime.getAsLong() - startedAt));
  }

  /**
   * Waits for the end.
   *
   * @return how it ended; empty when it has not yet
   */
  public Optional<ReplayEnd> await(Duration timeout) throws InterruptedException {
    if (!running.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    Optional<ReplayEnd> failed = failure.map(ReplayEnd.Failed::new);
    if (failed.isPresent()) {
      return failed;
    }
    return Optional.of(stopped ? new ReplayEnd.Stopped() : finished());
  }

  private ReplayEnd finished() {
    var all = new Tally(plan.defaultGroup(), plan.examples());
    tallies.forEach(all::addAll);
    return new ReplayEnd.Finished(all.report(candidate), read.get() - all.decisions());
  }

  /** Stops it; what was under way is dropped. */
  public void stop() {
    stopped = true;
  }

  /** Stops it, and waits for its threads to be done with the decision and the page they are at. */
  @Override
  public void close() {
    stop();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      candidate.close();
    }
  }
}
