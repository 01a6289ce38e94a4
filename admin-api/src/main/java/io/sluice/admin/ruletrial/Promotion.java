package io.sluice.admin.ruletrial;

import io.sluice.rules.decision.RuleSetVersion;

/**
 * A candidate that is no longer on trial, because it decides for everybody.
 *
 * @param version the candidate, active now
 * @param previous the version that was active before
 */
public record Promotion(RuleSetVersion version, RuleSetVersion previous) {}
