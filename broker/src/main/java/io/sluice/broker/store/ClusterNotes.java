package io.sluice.broker.store;

import java.time.Instant;
import java.util.Optional;

/** What the record of changes says of clusters. */
final class ClusterNotes {
  private ClusterNotes() {}

  static ChangeEntry created(ClusterEntry entry, String who) {
    return ChangeEntry.of(
        entry.updatedAt(),
        who,
        ChangeKind.CLUSTER_CREATED,
        entry.name().value(),
        Long.toString(entry.version()),
        Optional.empty(),
        Optional.of(text(entry)));
  }

  static ChangeEntry changed(ClusterEntry before, ClusterEntry after, String who) {
    return ChangeEntry.of(
        after.updatedAt(),
        who,
        before.wish() == after.wish() ? ChangeKind.CLUSTER_REPLACED : kind(after.wish()),
        after.name().value(),
        Long.toString(after.version()),
        Optional.of(text(before)),
        Optional.of(text(before, after)));
  }

  static ChangeEntry drained(ClusterEntry before, ClusterEntry after, String who) {
    return ChangeEntry.of(
        after.updatedAt(),
        who,
        ChangeKind.CLUSTER_DRAINED,
        after.name().value(),
        Long.toString(after.version()),
        Optional.of(withDrain(before)),
        Optional.of(withDrain(after)));
  }

  private static String withDrain(ClusterEntry entry) {
    return entry
        .drain()
        .flatMap(order ->
            order
                .deadline()
                .map(deadline ->
                    "{\"drain\":{\"deadline\":\"%s\",\"cancel\":%s},%s"
                        .formatted(deadline, order.cancel(), text(entry).substring(1))))
        .orElseGet(() -> text(entry));
  }

  static ChangeEntry deleted(ClusterEntry before, Instant at, String who) {
    return ChangeEntry.of(
        at,
        who,
        ChangeKind.CLUSTER_DELETED,
        before.name().value(),
        before.version() + "-deleted",
        Optional.of(text(before)),
        Optional.empty());
  }

  private static ChangeKind kind(ClusterWish wish) {
    return switch (wish) {
      case ACTIVE -> ChangeKind.CLUSTER_ACTIVATED;
      case DRAINING -> ChangeKind.CLUSTER_DRAINED;
      case INACTIVE -> ChangeKind.CLUSTER_DEACTIVATED;
    };
  }

  /** The spec is JSON already, but for credentials, which are nobody's business. */
  private static String text(ClusterEntry entry) {
    return "{\"wish\":\"%s\",\"spec\":%s}".formatted(entry.wish(), Concealed.spec(entry.spec()));
  }

  private static String text(ClusterEntry before, ClusterEntry after) {
    String text = text(after);
    return Concealed.differ(before.spec(), after.spec())
        ? text.substring(0, text.length() - 1) + ",\"credentials\":\"changed\"}"
        : text;
  }
}
