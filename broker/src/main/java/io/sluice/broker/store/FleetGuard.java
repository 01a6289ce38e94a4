package io.sluice.broker.store;

import java.util.List;

/**
 * Looks at the rest of the fleet before a change, within its transaction: nobody else changes the
 * fleet meanwhile, on whichever replica.
 */
@FunctionalInterface
public interface FleetGuard {
  /** Nothing stands against it. */
  FleetGuard NONE = _ -> List.of();

  /** What stands against the change; nothing when it may be made. */
  List<Objection> objections(StoredFleet before);
}
