package io.sluice.broker.probe;

import java.util.OptionalInt;

/**
 * Counts the workers of a cluster that tells the nodes beside its coordinator, but not whether the
 * coordinator works too. Without other nodes that is seen by whether a statement runs.
 *
 * <p>Belongs to one cluster; used by one thread at a time.
 */
final class LoneCoordinator {
  private boolean works;
  private boolean hadOthers;

  OptionalInt workers(Figures figures) {
    if (figures.workers().isPresent() || figures.others().isEmpty()) {
      return figures.workers();
    }
    int others = figures.others().getAsInt();
    if (others > 0) {
      hadOthers = true;
      works = false;
      return OptionalInt.of(others);
    }
    if (works) {
      return OptionalInt.of(1);
    }
    return hadOthers ? OptionalInt.of(0) : OptionalInt.empty();
  }

  /** A statement has run to its end while the cluster had these nodes. */
  void ranStatement(Figures figures) {
    works = figures.others().isPresent() && figures.others().getAsInt() == 0;
  }
}
