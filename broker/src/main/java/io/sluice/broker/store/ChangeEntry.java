package io.sluice.broker.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A change that someone made.
 *
 * @param id sorts by time
 * @param at when, to the microsecond
 * @param who who says to have made it
 * @param what what kind of change it was
 * @param subject what was changed: the name of a cluster or group, or {@code rules}
 * @param before how it was; empty when it was not
 * @param after how it is since then; empty when it is no more
 */
public record ChangeEntry(
    String id,
    Instant at,
    String who,
    ChangeKind what,
    String subject,
    Optional<String> before,
    Optional<String> after) {
  private static final int LONGEST_WHO = 255;

  public ChangeEntry {
    who = who.length() <= LONGEST_WHO ? who : who.substring(0, LONGEST_WHO);
  }

  /**
   * A new entry.
   *
   * @param state tells this state of the subject from all its others, such as a version
   */
  public static ChangeEntry of(
      Instant at,
      String who,
      ChangeKind what,
      String subject,
      String state,
      Optional<String> before,
      Optional<String> after) {
    String id = String.format(Locale.ROOT, "%019d-%s-%s", Micros.of(at), subject, state);
    return new ChangeEntry(id, at, who, what, subject, before, after);
  }
}
