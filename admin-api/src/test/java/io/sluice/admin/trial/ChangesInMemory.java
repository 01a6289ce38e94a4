package io.sluice.admin.trial;

import io.sluice.admin.change.ChangeKind;
import io.sluice.admin.change.ChangePage;
import io.sluice.admin.change.ChangeView;
import io.sluice.admin.change.Changes;
import java.util.List;
import java.util.Optional;

/** Two changes. */
public final class ChangesInMemory implements Changes {
  private static final List<ChangeView> ALL =
      List.of(
          new ChangeView(
              "2",
              Samples.AT,
              "ann",
              ChangeKind.CLUSTER_DELETED,
              "etl-1",
              Optional.of("{\"wish\":\"ACTIVE\"}"),
              Optional.empty()),
          new ChangeView(
              "1",
              Samples.AT,
              "directory of a",
              ChangeKind.RULES_ACTIVATED,
              "rules",
              Optional.empty(),
              Optional.of("0123456789ab")));

  @Override
  public ChangePage list(Optional<String> before, int limit) {
    List<ChangeView> older =
        ALL.stream().filter(view -> view.id().compareTo(before.orElse("9")) < 0).toList();
    return new ChangePage(older.stream().limit(limit).toList(), older.size() > limit);
  }
}
