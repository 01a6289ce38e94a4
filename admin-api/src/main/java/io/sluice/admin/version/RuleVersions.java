package io.sluice.admin.version;

import io.sluice.rules.decision.RuleSetVersion;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rule sets that were in force. Safe for use by many threads; may block. Each method throws
 * {@link io.sluice.admin.problem.UnavailableException} when the store can't be reached, and then
 * nothing changed.
 */
public interface RuleVersions {
  /**
   * Lists activations, newest first.
   *
   * @param before only those with a lower number
   * @param limit how many at most, from 1
   */
  ActivationPage activations(OptionalLong before, int limit);

  /** A version with its content. */
  Optional<KeptVersion> find(RuleSetVersion version);

  /**
   * Brings a version into force again, on all brokers, if it can be used today: Active, Refused,
   * NotFound or Busy.
   */
  RuleChange activate(RuleSetVersion version, String who, String why);
}
