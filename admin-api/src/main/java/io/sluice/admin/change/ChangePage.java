package io.sluice.admin.change;

import java.util.List;

/**
 * A stretch of the changes.
 *
 * @param changes newest first
 * @param more whether there are older ones
 */
public record ChangePage(List<ChangeView> changes, boolean more) {
  public ChangePage {
    changes = List.copyOf(changes);
  }
}
