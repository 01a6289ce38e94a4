package io.sluice.broker.ruletrial;

import java.util.Set;

/**
 * Statements that the candidate would treat otherwise, all in the same way.
 *
 * @param from where the active rules sent them
 * @param to where the candidate would have
 * @param differences in which effects; with the same destination, only in others than that
 */
public record Shift(Destination from, Destination to, Set<Difference> differences) {
  public Shift {
    differences = Set.copyOf(differences);
  }
}
