package io.sluice.admin.change;

import java.util.List;
import java.util.Optional;

/**
 * A page of changes as GET answers it.
 *
 * @param changes newest first
 * @param next the cursor of the next page; left out on the last one
 */
record ChangeList(List<ChangeView> changes, Optional<String> next) {
  ChangeList {
    changes = List.copyOf(changes);
  }

  static ChangeList of(ChangePage page) {
    return new ChangeList(
        page.changes(),
        page.more() ? Optional.of(page.changes().getLast().id()) : Optional.empty());
  }
}
