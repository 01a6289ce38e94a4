package io.sluice.admin.ruletrial;

import io.sluice.admin.precondition.Precondition;
import java.util.Optional;

/**
 * Candidate rule sets on trial, on all brokers of one store. Safe for use by many threads; blocks,
 * for as long as compiling takes. Throws {@link io.sluice.admin.problem.UnavailableException} when
 * the store can't be asked, and then nothing changed.
 */
public interface RuleTrials {
  Optional<ShadowView> shadow();

  Optional<CanaryView> canary();

  /**
   * Puts a candidate on trial: Begun, Changed, Running, Stale, UnknownVersion or Invalid. A canary
   * of the same candidate gets the new share, and keeps what it has counted.
   *
   * @param precondition the one that may be replaced; empty when there must be none
   */
  TrialChange begin(TrialKind kind, TrialSpec spec, Optional<Precondition> precondition);

  /** Drops a candidate: Ended, NotFound or Stale. */
  TrialChange end(TrialKind kind, Precondition precondition);

  /** Activates a candidate, which ends its trial: Promoted, NotFound, Stale or Invalid. */
  TrialChange promote(TrialKind kind, Signature signature, Precondition precondition);
}
