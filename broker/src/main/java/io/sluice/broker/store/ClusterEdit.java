package io.sluice.broker.store;

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
}
