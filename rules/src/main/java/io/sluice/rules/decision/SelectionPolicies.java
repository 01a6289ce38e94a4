package io.sluice.rules.decision;

import java.util.Set;

/**
 * The policies that {@code decision.select} may name. What they do is up to who picks the cluster.
 */
public final class SelectionPolicies {
  /** Their names. */
  public static final Set<String> NAMES = Set.of("least-loaded", "round-robin");

  private SelectionPolicies() {}
}
