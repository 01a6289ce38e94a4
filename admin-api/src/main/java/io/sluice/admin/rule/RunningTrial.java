package io.sluice.admin.rule;

import io.sluice.rules.decision.RuleSetVersion;

/**
 * A candidate that is on trial beside the active rules.
 *
 * @param kind how it is tried
 * @param version the candidate
 * @param percent the part of the users that a canary decides for; of a shadow 0
 */
public record RunningTrial(Kind kind, RuleSetVersion version, int percent) {

  /** How a candidate is tried; the last part of the path that tells more. */
  public enum Kind {
    /** It has no say: {@code /api/v1/rules/shadow}. */
    SHADOW,
    /** It decides for a share of the users: {@code /api/v1/rules/canary}. */
    CANARY
  }
}
