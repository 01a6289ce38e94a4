package io.sluice.rules.language;

import java.util.List;

/** A rule's left-hand side, checked. */
public sealed interface Condition {

  /**
   * There is a fact of a type that fulfils all constraints.
   *
   * @param slot where the fact lies for later patterns and for the actions
   * @param source what its author wrote
   */
  record Pattern(FactType type, int slot, List<Constraint> constraints, Source source)
      implements Condition {
    public Pattern {
      constraints = List.copyOf(constraints);
    }
  }

  /** All parts are fulfilled, each for the facts that the ones before it have found. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one part is fulfilled. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** The part is fulfilled for no facts. */
  record Not(Condition part) implements Condition {}

  /** The part is fulfilled for some facts; which, is of no concern. */
  record Exists(Condition part) implements Condition {}
}
