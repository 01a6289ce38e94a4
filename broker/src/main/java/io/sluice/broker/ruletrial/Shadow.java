package io.sluice.broker.ruletrial;

import io.sluice.broker.deciding.EvaluatorPool;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A candidate that looks at what the active rules have decided, on one thread of its own. Whoever
 * shows it a statement never waits: what the queue has no room for is dropped and counted. So a
 * shadow that is slow, or stuck, costs comparisons, and nothing else.
 *
 * <p>What it sees is counted by the version that was active: a comparison begins anew with each.
 * Safe for use by many threads; the tallies are guarded by this object's monitor.
 */
final class Shadow implements Run {
  private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
  private static final long STACK_BYTES = 8L << 20;
  private static final int MOST_WAITING = 500;
  private static final long MOST_WAITING_CHARACTERS = 4L << 20;

  private final Trial trial;
  private final EvaluatorPool candidate;
  private final Supplier<RuleSetVersion> active;
  private final BlockingQueue<Observed> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong waitingCharacters = new AtomicLong();
  private final Map<RuleSetVersion, ShadowTally> tallies = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param candidate is closed with this
   * @param active the version that is active now
   */
  Shadow(Trial trial, EvaluatorPool candidate, Supplier<RuleSetVersion> active) {
    this.trial = trial;
    this.candidate = candidate;
    this.active = active;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("shadow-" + trial.candidate())
            .stackSize(STACK_BYTES)
            .unstarted(this::compareAll);
  }

  void start() {
    thread.start();
  }

  @Override
  public Trial trial() {
    return trial;
  }

  /** Shows a statement that the active rules have decided; returns at once. */
  void show(Observed observed) {
    int characters = observed.characters();
    boolean room = waitingCharacters.addAndGet(characters) <= MOST_WAITING_CHARACTERS;
    if (!room || !waiting.offer(observed)) {
      waitingCharacters.addAndGet(-characters);
      count(base(observed), ShadowTally::dropped);
    }
  }

  /** There was a statement that the active rules have not decided. */
  void passOver() {
    count(active.get(), ShadowTally::passedOver);
  }

  private void compareAll() {
    try {
      while (!closed) {
        Observed observed = waiting.take();
        waitingCharacters.addAndGet(-observed.characters());
        compare(observed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void compare(Observed observed) {
    try {
      Optional<Verdict> verdict = candidate.evaluate(observed.facts());
      verdict.ifPresent(said -> count(base(observed), tally -> tally.compared(observed, said)));
    } catch (RuntimeException | Error e) {
      // The boundary of this comparison: the next statement must be looked at.
      LOG.error("Decision {} could not be compared with {}", observed.id(), trial.candidate(), e);
      count(base(observed), ShadowTally::dropped);
    }
  }

  private static RuleSetVersion base(Observed observed) {
    return observed.verdict().explanation().version();
  }

  private synchronized void count(RuleSetVersion base, Consumer<ShadowTally> how) {
    how.accept(tallies.computeIfAbsent(base, _ -> new ShadowTally()));
  }

  /** What is not in the store yet. */
  synchronized ShadowCounts unflushed(RuleSetVersion base) {
    ShadowTally tally = tallies.get(base);
    return tally == null ? ShadowCounts.NONE : tally.now();
  }

  @Override
  public void flush(TrialCountTable table) {
    for (RuleSetVersion base : bases()) {
      ShadowCounts fresh = taken(base);
      boolean added = false;
      try {
        added = table.add(trial, base, old -> CountJson.write(stored(old).plus(fresh)));
      } finally {
        if (!added) {
          count(base, tally -> tally.add(fresh));
        }
      }
    }
  }

  private synchronized List<RuleSetVersion> bases() {
    return List.copyOf(tallies.keySet());
  }

  private synchronized ShadowCounts taken(RuleSetVersion base) {
    ShadowTally tally = tallies.remove(base);
    return tally == null ? ShadowCounts.NONE : tally.now();
  }

  static ShadowCounts stored(Optional<String> json) {
    return json.map(text -> CountJson.read(text, ShadowCounts.class)).orElse(ShadowCounts.NONE);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    waiting.clear();
    candidate.close();
  }
}
