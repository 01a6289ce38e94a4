package io.sluice.admin.change;

import java.util.Optional;

/**
 * The record of changes. Safe for use by many threads; may block. Throws {@link
 * io.sluice.admin.problem.UnavailableException} when the store can't be read.
 */
@FunctionalInterface
public interface Changes {
  /**
   * Lists changes, newest first.
   *
   * @param before only those older than the one of this id
   * @param limit how many at most, from 1
   */
  ChangePage list(Optional<String> before, int limit);
}
