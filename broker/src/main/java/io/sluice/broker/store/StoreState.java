package io.sluice.broker.store;

import java.util.Optional;

/**
 * Whether the store can be used.
 *
 * @param problem why not, and the mend; empty when it can
 */
public record StoreState(Optional<String> problem) {
  public boolean up() {
    return problem.isEmpty();
  }
}
