package io.sluice.broker.audit;

import java.util.Optional;

/**
 * How the delivery of the audit goes.
 *
 * @param problem why nothing is delivered now; empty when all is well
 * @param delivered events that this process delivered
 * @param refused events that the store refused, which were set aside
 * @param journal how far behind the store is
 */
public record DeliveryState(
    Optional<String> problem, long delivered, long refused, JournalState journal) {

  /** Whether something needs a person's eye: the audit is late, or not safe. */
  public boolean degraded() {
    return problem.isPresent() || !journal.writing();
  }
}
