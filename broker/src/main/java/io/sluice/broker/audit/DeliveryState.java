package io.sluice.broker.audit;

import java.util.ArrayList;
import java.util.List;
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

  /** What needs a person's eye, a sentence each: the audit is late, or not safe. */
  public List<String> troubles() {
    var troubles = new ArrayList<String>();
    if (problem.isPresent()) {
      troubles.add(
          "%d decisions wait on local disk: %s".formatted(journal.undelivered(), problem.get()));
    } else if (journal.fillsUp()) {
      troubles.add(
          "%d decisions wait on local disk, as the store takes them more slowly than they come"
              .formatted(journal.undelivered()));
    }
    if (!journal.writing()) {
      troubles.add("the journal can't be written; see the log");
    }
    return troubles;
  }
}
