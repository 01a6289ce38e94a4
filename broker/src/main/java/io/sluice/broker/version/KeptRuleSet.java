package io.sluice.broker.version;

import io.sluice.rules.ruleset.RuleFiles;
import java.time.Instant;

/**
 * The content of a version.
 *
 * @param files its files
 * @param firstSeenAt when it was first kept, to the microsecond
 * @param firstSeenBy who brought it
 */
public record KeptRuleSet(RuleFiles files, Instant firstSeenAt, String firstSeenBy) {}
