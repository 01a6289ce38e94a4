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
 * @param micros how long the evaluation took, in microseconds
 */
public record Explanation(
    RuleSetVersion version,
    Optional<String> winner,
    List<FiredRule> fired,
    Set<Flag> flags,
    String problem,
    long micros) {
  public Explanation {
    fired = List.copyOf(fired);
    flags = Set.copyOf(flags);
  }
}
