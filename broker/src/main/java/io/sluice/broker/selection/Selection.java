package io.sluice.broker.selection;

import io.sluice.rules.decision.SelectionPolicies;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Puts the clusters that can take a statement into the order in which to try them.
 *
 * <p>Those beyond their group's thresholds come after all others, whatever the policy, and of
 * equals in that those on the second side of a switch. A selection remembers whose turn it is, so
 * each group has its own. Safe for many threads.
 */
public interface Selection {
  /**
   * All that are eligible, the best first. The counts that contenders bring should contain what is
   * on its way to them, so that a burst spreads.
   */
  List<Contender> order(List<Contender> eligible, Wish wish);

  /**
   * The policy and the figures that decided, for people, such as {@code least-loaded: 3 of 50, next
   * adhoc-2 with 9 of 100}.
   *
   * @param ordered what {@link #order} gave
   * @param chosen one of them
   */
  String because(List<Contender> ordered, Contender chosen, Wish wish);

  /**
   * The policy of that name, one of {@link SelectionPolicies}; empty when there is none.
   *
   * @param random safe for many threads
   */
  static Optional<Selection> named(String policy, RandomGenerator random) {
    if (!SelectionPolicies.isKnown(policy)) {
      return Optional.empty();
    }
    Optional<String> location = SelectionPolicies.location(policy);
    return Optional.of(
        switch (SelectionPolicies.name(policy)) {
          case "random" -> Policies.random(random);
          case "weighted-random" -> Policies.weightedRandom(random);
          case "round-robin" -> Policies.roundRobin(random);
          case "least-loaded" -> Policies.leastLoaded();
          case "least-loaded-for-user" -> Policies.leastLoadedForUser();
          case "power-of-two" -> Policies.powerOfTwo(random);
          case "user-hash" -> Policies.userHash();
          case "fingerprint-hash" -> Policies.fingerprintHash();
          case "priority" -> Policies.priority();
          case "location-first" -> Policies.locationFirst(location);
          default -> throw new AssertionError("a known policy has an implementation: " + policy);
        });
  }
}
