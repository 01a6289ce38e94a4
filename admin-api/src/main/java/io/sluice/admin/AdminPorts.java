package io.sluice.admin;

import io.sluice.admin.cluster.Clusters;
import io.sluice.admin.decision.Decisions;
import io.sluice.admin.group.Groups;
import io.sluice.admin.health.Health;
import io.sluice.admin.replay.Replays;
import io.sluice.admin.rule.Rules;
import io.sluice.admin.ruletrial.RuleTrials;
import io.sluice.admin.validation.RuleValidation;

/**
 * All that the resources ask of the broker: one port for each subject.
 *
 * @param clusters the fleet
 * @param groups its groups
 * @param decisions the audit
 * @param rules the rules in force
 * @param replays candidates that are tried on what was decided
 * @param trials candidates that are tried beside them
 * @param validation candidates that are looked at only
 * @param health whether the broker can route
 */
public record AdminPorts(
    Clusters clusters,
    Groups groups,
    Decisions decisions,
    Rules rules,
    Replays replays,
    RuleTrials trials,
    RuleValidation validation,
    Health health) {}
