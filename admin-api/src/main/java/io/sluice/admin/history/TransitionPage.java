package io.sluice.admin.history;

import java.util.List;

/**
 * A stretch of a cluster's history.
 *
 * @param transitions newest first
 * @param more whether there are older ones
 */
public record TransitionPage(List<TransitionView> transitions, boolean more) {
  public TransitionPage {
    transitions = List.copyOf(transitions);
  }
}
