package io.sluice.broker.store;

import java.time.Instant;
import java.util.Optional;

/** What the record of changes says of groups. */
final class GroupNotes {
  private GroupNotes() {}

  static ChangeEntry created(GroupEntry entry, String who) {
    return note(
        entry.updatedAt(),
        who,
        ChangeKind.GROUP_CREATED,
        entry,
        "",
        Optional.empty(),
        Optional.of(entry.spec()));
  }

  static ChangeEntry changed(GroupEntry before, GroupEntry after, String who) {
    return note(
        after.updatedAt(),
        who,
        ChangeKind.GROUP_REPLACED,
        after,
        "",
        Optional.of(before.spec()),
        Optional.of(after.spec()));
  }

  static ChangeEntry deleted(GroupEntry before, Instant at, String who) {
    return note(
        at,
        who,
        ChangeKind.GROUP_DELETED,
        before,
        "-deleted",
        Optional.of(before.spec()),
        Optional.empty());
  }

  /** A cluster and a group of one name may be changed at one moment. */
  private static ChangeEntry note(
      Instant at,
      String who,
      ChangeKind what,
      GroupEntry entry,
      String end,
      Optional<String> before,
      Optional<String> after) {
    String state = "group-" + entry.version() + end;
    return ChangeEntry.of(at, who, what, entry.name().value(), state, before, after);
  }
}
