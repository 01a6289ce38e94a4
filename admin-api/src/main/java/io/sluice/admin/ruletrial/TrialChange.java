package io.sluice.admin.ruletrial;

import io.sluice.admin.problem.FieldProblem;
import io.sluice.rules.decision.RuleSetVersion;
import java.util.List;

/** What came of a change of a trial. */
public sealed interface TrialChange {

  /** A trial has begun. */
  record Begun(TrialView trial) implements TrialChange {}

  /** The trial goes on in another way. */
  record Changed(TrialView trial) implements TrialChange {}

  /** The trial is over. */
  record Ended() implements TrialChange {}

  /** The trial is over, and its candidate active. */
  record Promoted(Promotion promotion) implements TrialChange {}

  /** There is no trial of this kind. */
  record NotFound() implements TrialChange {}

  /**
   * There is one already, and the change does not say that it means to replace it.
   *
   * @param etag its state now
   */
  record Running(String etag) implements TrialChange {}

  /**
   * The trial has changed since the client read it.
   *
   * @param etag its state now
   */
  record Stale(String etag) implements TrialChange {}

  /** The archive has no such version. */
  record UnknownVersion(RuleSetVersion version) implements TrialChange {}

  /**
   * The candidate can't be used.
   *
   * @param problems at least one, all that were found, each with its place
   */
  record Invalid(List<FieldProblem> problems) implements TrialChange {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
