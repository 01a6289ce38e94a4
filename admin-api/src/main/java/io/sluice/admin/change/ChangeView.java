package io.sluice.admin.change;

import java.time.Instant;
import java.util.Optional;

/**
 * A change that someone made.
 *
 * @param id its name
 * @param at when
 * @param who who says to have made it
 * @param what what kind of change it was
 * @param subject what was changed: the name of a cluster or group, or {@code rules}
 * @param before how it was: a cluster or group as JSON, or a version of the rules
 * @param after how it is since then
 */
public record ChangeView(
    String id,
    Instant at,
    String who,
    ChangeKind what,
    String subject,
    Optional<String> before,
    Optional<String> after) {}
