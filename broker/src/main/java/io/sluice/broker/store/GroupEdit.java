package io.sluice.broker.store;

import java.util.List;

/** What came of a change of a group's entry. */
public sealed interface GroupEdit {

  /**
   * It is done.
   *
   * @param entry the entry as it is now; of a deleted one, as it was
   */
  record Done(GroupEntry entry) implements GroupEdit {}

  /**
   * Nothing was changed: the entry is there already, or someone else changed it first.
   *
   * @param current the entry as it is
   */
  record Conflict(GroupEntry current) implements GroupEdit {}

  /** Nothing was changed: there is no such entry. */
  record Missing() implements GroupEdit {}

  /** Nothing was changed: the rest of the fleet does not go with it. */
  record Forbidden(List<Objection> objections) implements GroupEdit {
    public Forbidden {
      objections = List.copyOf(objections);
    }
  }
}
