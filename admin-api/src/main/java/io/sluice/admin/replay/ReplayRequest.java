package io.sluice.admin.replay;

import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.util.Optional;

/**
 * Which rules to try on which decisions.
 *
 * @param candidate the rules
 * @param from decisions of this moment or later
 * @param to decisions before this moment; else until now
 * @param user only those of this user
 * @param source only those of this source
 * @param group only those that this group took
 * @param examples how many examples to keep of each shift
 */
public record ReplayRequest(
    CandidateRules candidate,
    Instant from,
    Optional<Instant> to,
    Optional<String> user,
    Optional<String> source,
    Optional<GroupName> group,
    int examples) {}
