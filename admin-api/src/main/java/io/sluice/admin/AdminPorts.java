package io.sluice.admin;

import io.sluice.admin.cluster.Clusters;
import io.sluice.admin.decision.Decisions;
import io.sluice.admin.group.Groups;
import io.sluice.admin.health.Health;
import io.sluice.admin.rule.Rules;
import io.sluice.admin.ruletrial.RuleTrials;
import io.sluice.admin.source.RuleSources;
import io.sluice.admin.validation.RuleValidation;
import io.sluice.admin.version.RuleVersions;

/**
 * All that the resources ask of the broker: one port for each subject.
 *
 * @param clusters the fleet
 * @param groups its groups
 * @param decisions the audit
 * @param rules the rules in force
 * @param trials candidates that are tried beside them
 * @param validation candidates that are looked at only
 * @param versions what was in force
 * @param sources the rule files
 * @param health whether the broker can route
 */
public record AdminPorts(
    Clusters clusters,
    Groups groups,
    Decisions decisions,
    Rules rules,
    RuleTrials trials,
    RuleValidation validation,
    RuleVersions versions,
    RuleSources sources,
    Health health) {}
