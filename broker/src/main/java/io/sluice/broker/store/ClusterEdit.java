package io.sluice.broker.store;

import java.util.List;

/** What came of a change of a cluster's entry. */
public sealed interface ClusterEdit {

  /**
   * It is done.
   *
   * @param entry the entry as it is now; of a deleted one, as it was
   */
  record Done(ClusterEntry entry) implements ClusterEdit {}

  /**
   * Nothing was changed: the entry is there already, or someone else changed it first.
   *
   * @param current the entry as it is
   */
  record Conflict(ClusterEntry current) implements ClusterEdit {}

  /** Nothing was changed: there is no such entry. */
  record Missing() implements ClusterEdit {}

  /** Nothing was changed: the rest of the fleet does not go with it. */
  record Forbidden(List<Objection> objections) implements ClusterEdit {
    public Forbidden {
      objections = List.copyOf(objections);
    }
  }
}
