package io.sluice.admin.decision;

import java.util.Optional;

/**
 * The audit of decisions. Safe for use by many threads; may block. Each method throws {@link
 * io.sluice.admin.problem.UnavailableException} when the audit can't be read.
 */
public interface Decisions {
  /**
   * Lists decisions, newest first by {@code at}; those of the same moment in an order of the
   * implementation's choice that stays the same.
   *
   * @param filter which ones
   * @param after where to go on: the last decision of the page before; else from the newest
   * @param limit how many at most, from 1
   */
  DecisionPage search(DecisionFilter filter, Optional<Position> after, int limit);

  Optional<DecisionView> find(DecisionId id);

  /** The decision that led to a query. */
  Optional<DecisionView> byQuery(String queryId);
}
