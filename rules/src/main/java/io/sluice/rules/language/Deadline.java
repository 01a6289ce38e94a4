package io.sluice.rules.language;

import java.util.function.LongSupplier;

/**
 * When the evaluation that runs on this thread has to end. What can take long asks for it: matching
 * a pattern, joining facts, firing a rule.
 *
 * <p>For one evaluation on one thread.
 */
public final class Deadline {
  /** The running evaluation's deadline; not bound outside of evaluations. */
  public static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

  private static final int STEPS_BETWEEN_LOOKS = 1024;

  private final LongSupplier nanoTime;
  private final long start;
  private final long nanos;
  private final boolean rehearsal;
  private int steps;

  /**
   * @param nanoTime a clock as {@link System#nanoTime}
   * @param start when the evaluation began, by that clock
   * @param nanos how long it may take
   */
  public Deadline(LongSupplier nanoTime, long start, long nanos) {
    this(nanoTime, start, nanos, false);
  }

  private Deadline(LongSupplier nanoTime, long start, long nanos, boolean rehearsal) {
    this.nanoTime = nanoTime;
    this.start = start;
    this.nanos = nanos;
    this.rehearsal = rehearsal;
  }

  /** A deadline that never comes, for an evaluation of a statement that is none. */
  public static Deadline rehearsal() {
    return new Deadline(() -> 0, 0, Long.MAX_VALUE, true);
  }

  /** Whether what is evaluated is no statement, so that a condition that fails says nothing. */
  public boolean isRehearsal() {
    return rehearsal;
  }

  /**
   * Looks at the clock.
   *
   * @throws OverBudget if the budget is spent
   */
  public void check() {
    if (nanoTime.getAsLong() - start > nanos) {
      throw new OverBudget();
    }
  }

  /** Counts a small step, and looks at the clock now and then. */
  public void step() {
    if (++steps % STEPS_BETWEEN_LOOKS == 0) {
      check();
    }
  }
}
