package io.sluice.broker.store;

import io.sluice.rules.fact.GroupName;
import java.util.Map;

/**
 * What a change of a cluster brings with it.
 *
 * @param groups groups that must be there then, each with the spec that it gets when it is not yet
 * @param guard what may stand against the change
 */
public record Companions(Map<GroupName, String> groups, FleetGuard guard) {
  /** Nothing. */
  public static final Companions NONE = new Companions(Map.of(), FleetGuard.NONE);

  public Companions {
    groups = Map.copyOf(groups);
  }
}
