package io.sluice.broker.audit;

import java.util.List;

/**
 * A stretch of the journal, to be delivered and then reported as delivered.
 *
 * @param events the events, in order; none when the stretch holds nothing that can be read
 * @param end the journal position after it
 * @param fromMemory how many of the events, from the first, are those that memory holds
 */
record Batch(List<AuditEvent> events, long end, int fromMemory) {
  Batch {
    events = List.copyOf(events);
  }
}
