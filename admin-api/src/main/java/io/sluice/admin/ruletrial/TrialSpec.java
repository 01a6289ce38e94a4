package io.sluice.admin.ruletrial;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFiles;

/**
 * A candidate, and how it is to be tried.
 *
 * @param candidate which rules
 * @param percent the part of the users that a canary decides for, 0 to 100; of a shadow 0
 * @param signature who begins the trial, and why
 */
public record TrialSpec(Candidate candidate, int percent, Signature signature) {

  /** The rules on trial. */
  public sealed interface Candidate {

    /** A version that the archive has. */
    record Known(RuleSetVersion version) implements Candidate {}

    /** Files that are new; they are checked and archived first. */
    record Fresh(RuleFiles files) implements Candidate {}
  }
}
