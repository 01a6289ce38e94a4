package io.sluice.admin.version;

import io.sluice.rules.ruleset.RuleFiles;
import java.time.Instant;

/**
 * A version with its content.
 *
 * @param files its files
 * @param firstSeenAt when the store first got it
 * @param firstSeenBy who brought it
 * @param active whether it is in force
 */
public record KeptVersion(
    RuleFiles files, Instant firstSeenAt, String firstSeenBy, boolean active) {}
