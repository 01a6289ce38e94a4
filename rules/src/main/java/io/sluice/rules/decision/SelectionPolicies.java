package io.sluice.rules.decision;

import java.util.List;
import java.util.Optional;

/**
 * The policies that {@code decision.select} and groups may name. What they do is up to who picks
 * the cluster.
 */
public final class SelectionPolicies {
  /** Picks among the clusters of one location first; the only policy that may name one. */
  private static final String LOCATION_FIRST = "location-first";

  private static final int LONGEST_LOCATION = 128;

  /** Their names, without a location. */
  public static final List<String> NAMES =
      List.of(
          "fingerprint-hash",
          "least-loaded",
          "least-loaded-for-user",
          LOCATION_FIRST,
          "power-of-two",
          "priority",
          "random",
          "round-robin",
          "user-hash",
          "weighted-random");

  private SelectionPolicies() {}

  /** Whether it is one of the names, or {@code location-first:LOCATION}. */
  public static boolean isKnown(String policy) {
    int colon = policy.indexOf(':');
    return colon < 0
        ? NAMES.contains(policy)
        : name(policy).equals(LOCATION_FIRST) && isLocation(policy.substring(colon + 1));
  }

  private static boolean isLocation(String text) {
    return !text.isBlank()
        && text.strip().equals(text)
        && text.length() <= LONGEST_LOCATION
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** The policy's name without a location. */
  public static String name(String policy) {
    int colon = policy.indexOf(':');
    return colon < 0 ? policy : policy.substring(0, colon);
  }

  /** The location that the policy names. */
  public static Optional<String> location(String policy) {
    int colon = policy.indexOf(':');
    return colon < 0 ? Optional.empty() : Optional.of(policy.substring(colon + 1));
  }
}
