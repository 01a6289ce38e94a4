package io.sluice.admin.decision;

import java.util.List;
import java.util.Optional;

/**
 * A page of decisions, as GET answers it.
 *
 * @param decisions newest first
 * @param next the cursor of the next page; left out on the last one
 */
record DecisionList(List<DecisionSummary> decisions, Optional<String> next) {
  static DecisionList of(DecisionPage page) {
    return new DecisionList(
        page.decisions(),
        page.more() ? Optional.of(Cursor.of(page.decisions().getLast())) : Optional.empty());
  }
}
