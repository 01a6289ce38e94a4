package io.sluice.admin.history;

import java.util.List;
import java.util.Optional;

/**
 * A page of a cluster's history as GET answers it.
 *
 * @param transitions newest first
 * @param next the cursor of the next page; left out on the last one
 */
record TransitionList(List<TransitionView> transitions, Optional<String> next) {
  TransitionList {
    transitions = List.copyOf(transitions);
  }

  static TransitionList of(TransitionPage page) {
    return new TransitionList(
        page.transitions(),
        page.more() ? Optional.of(page.transitions().getLast().id()) : Optional.empty());
  }
}
