package io.sluice.admin.cluster;

import io.sluice.admin.precondition.Precondition;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Optional;

/**
 * The fleet's clusters. Safe for use by many threads; may block. A change throws {@link
 * io.sluice.admin.problem.UnavailableException} when it can't be stored, and then nothing changed.
 * Each change takes who makes it, for the record of changes.
 */
public interface Clusters {
  /** All clusters by name. */
  List<ClusterView> list();

  Optional<ClusterView> find(ClusterName name);

  /** Adds a cluster: Done, AlreadyExists, Refused or Invalid. */
  ClusterChange create(ClusterSpec spec, String who);

  /** Puts a spec of the same name in the place of the one that is there. */
  ClusterChange replace(ClusterReplacement replacement, Precondition precondition, String who);

  /** Removes a cluster: Done, NotFound, Stale or Refused. */
  ClusterChange delete(ClusterName name, Precondition precondition, String who);

  /**
   * Lets a cluster finish what it has; nothing new is sent to it. Done again is Done; a request
   * that is not plain changes the deadline of a drain that is under way.
   */
  ClusterChange drain(ClusterName name, DrainRequest request, String who);

  /** Ends a drain or switches a cluster on; it gets statements once it proves healthy. */
  ClusterChange activate(ClusterName name, String who);

  /** Switches a cluster off: nothing new, and its live queries are no longer followed. */
  ClusterChange deactivate(ClusterName name, String who);
}
