package io.sluice.broker.version;

import io.sluice.rules.ruleset.RuleFiles;

/**
 * An activation of this replica that the archive does not have yet.
 *
 * @param activation what it says
 * @param files its files
 * @param claim when it still counts
 */
public record WaitingActivation(Activation activation, RuleFiles files, Claim claim) {}
