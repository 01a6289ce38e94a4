package io.sluice.rules.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a verdict is as it is.
 *
 * @param version the rule set that gave it
 * @param winner the name of the rule whose word decided; empty when none did
 * @param fired every rule that fired, in order
 * @param flags what was out of the ordinary
 * @param problem what went wrong, when a flag says that something did; else empty
 * @param offender the rule that failed, at which the budget was spent, or that fired too often;
 *     empty when a rule is not to blame
 * @param micros how long the evaluation took, in microseconds
 */
public record Explanation(
    RuleSetVersion version,
    Optional<String> winner,
    List<FiredRule> fired,
    Set<Flag> flags,
    String problem,
    Optional<String> offender,
    long micros) {
  public Explanation {
    fired = List.copyOf(fired);
    flags = Set.copyOf(flags);
  }

  /** An evaluation that no rule has spoilt. */
  public Explanation(
      RuleSetVersion version,
      Optional<String> winner,
      List<FiredRule> fired,
      Set<Flag> flags,
      String problem,
      long micros) {
    this(version, winner, fired, flags, problem, Optional.empty(), micros);
  }
}
