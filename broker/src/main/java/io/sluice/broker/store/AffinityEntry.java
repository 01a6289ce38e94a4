package io.sluice.broker.store;

import io.sluice.rules.fact.ClusterName;
import java.time.Instant;

/**
 * A follow-up's tie to a cluster.
 *
 * @param kind what sort of key it is, such as {@code coordinator} or {@code transaction}
 * @param key the key
 * @param cluster the cluster that owns it
 * @param seenAt when it was last seen, to the microsecond
 */
public record AffinityEntry(String kind, String key, ClusterName cluster, Instant seenAt) {
  private static final int LONGEST_KIND = 32;
  private static final int LONGEST_KEY = 512;

  public AffinityEntry {
    check("affinity kind", kind, LONGEST_KIND);
    check("affinity key", key, LONGEST_KEY);
  }

  private static void check(String what, String value, int longest) {
    if (value.isEmpty() || value.length() > longest) {
      throw new IllegalArgumentException(
          "%s: %d characters (expected: 1 to %d)".formatted(what, value.length(), longest));
    }
  }
}
