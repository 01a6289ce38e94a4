package io.sluice.admin;

import io.sluice.admin.change.Changes;
import io.sluice.admin.cluster.Clusters;
import io.sluice.admin.decision.Decisions;
import io.sluice.admin.group.Groups;
import io.sluice.admin.health.Health;
import io.sluice.admin.history.ClusterHistory;
import io.sluice.admin.replay.Replays;
import io.sluice.admin.rollout.GroupSwitches;
import io.sluice.admin.rule.Rules;
import io.sluice.admin.ruletrial.RuleTrials;
import io.sluice.admin.source.RuleSources;
import io.sluice.admin.validation.RuleValidation;
import io.sluice.admin.version.RuleVersions;

/**
 * All that the resources ask of the broker: one port for each subject.
 *
 * @param clusters the fleet
 * @param history what states its clusters were in
 * @param groups its groups
 * @param switches which side of a group gets its statements
 * @param decisions the audit
 * @param rules the rules in force
 * @param trials candidates that are tried beside them
 * @param validation candidates that are looked at only
 * @param replays candidates over recorded statements
 * @param versions what was in force
 * @param sources the rule files
 * @param changes who changed what
 * @param health whether the broker can route
 */
public record AdminPorts(
    Clusters clusters,
    ClusterHistory history,
    Groups groups,
    GroupSwitches switches,
    Decisions decisions,
    Rules rules,
    RuleTrials trials,
    RuleValidation validation,
    Replays replays,
    RuleVersions versions,
    RuleSources sources,
    Changes changes,
    Health health) {}
