package io.sluice.rules.replay;

import io.sluice.rules.ruleset.RuleInfo;

/**
 * What a rule of the candidate did.
 *
 * @param rule the rule
 * @param fired for how many decisions it fired
 * @param won how many it would have decided
 */
public record RuleCount(RuleInfo rule, long fired, long won) {}
