package io.sluice.broker.audit;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import java.util.List;

/**
 * The fleet's load as the rules saw it. Many decisions see the same, so it is kept once, and they
 * hold its id.
 *
 * @param id what its content hashes to
 * @param packed its content, compressed; {@link #load} unpacks it
 */
public record FleetSnapshot(FleetId id, String packed) implements AuditEvent {

  public static FleetSnapshot of(List<Group> groups, List<Cluster> clusters) {
    return PackedFleet.pack(new FleetLoad(groups, clusters));
  }

  /** The load that it holds. */
  public FleetLoad load() {
    return PackedFleet.unpack(packed);
  }
}
