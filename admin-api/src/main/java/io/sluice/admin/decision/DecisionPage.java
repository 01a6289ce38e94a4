package io.sluice.admin.decision;

import java.util.List;

/**
 * A stretch of the list of decisions.
 *
 * @param decisions newest first; at most as many as were asked for
 * @param more whether there are older ones
 */
public record DecisionPage(List<DecisionSummary> decisions, boolean more) {
  public DecisionPage {
    decisions = List.copyOf(decisions);
    if (more && decisions.isEmpty()) {
      throw new IllegalArgumentException("a page without decisions can't have more behind it");
    }
  }
}
