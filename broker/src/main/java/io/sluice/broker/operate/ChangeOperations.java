package io.sluice.broker.operate;

import io.sluice.admin.change.ChangeKind;
import io.sluice.admin.change.ChangePage;
import io.sluice.admin.change.ChangeView;
import io.sluice.admin.change.Changes;
import io.sluice.admin.problem.UnavailableException;
import io.sluice.broker.store.ChangeEntry;
import io.sluice.broker.store.ChangeTable;
import io.sluice.broker.store.StoreException;
import java.util.List;
import java.util.Optional;

/** The record of changes as operators see it. */
public final class ChangeOperations implements Changes {
  private final ChangeTable table;

  public ChangeOperations(ChangeTable table) {
    this.table = table;
  }

  @Override
  public ChangePage list(Optional<String> before, int limit) {
    try {
      List<ChangeEntry> found = table.list(before, limit + 1);
      return new ChangePage(
          found.stream().limit(limit).map(ChangeOperations::view).toList(), found.size() > limit);
    } catch (StoreException e) {
      throw new UnavailableException("the store can't be read: " + e.getMessage(), e);
    }
  }

  private static ChangeView view(ChangeEntry entry) {
    return new ChangeView(
        entry.id(),
        entry.at(),
        entry.who(),
        ChangeKind.valueOf(entry.what().name()),
        entry.subject(),
        entry.before(),
        entry.after());
  }
}
