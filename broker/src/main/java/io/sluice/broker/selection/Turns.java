package io.sluice.broker.selection;

import io.sluice.rules.fact.ClusterName;
import java.util.HashMap;
import java.util.Map;

/**
 * When each cluster was last picked, counted in picks. Whoever waits longest is next: unlike a
 * number that rotates a list, this stays fair when the clusters that are eligible differ from
 * statement to statement. For one thread at a time.
 */
final class Turns {
  /** Names come and go over the years; beyond so many the count begins anew. */
  private static final int MOST_NAMES = 10_000;

  private final Map<ClusterName, Long> last = new HashMap<>();
  private long picks;

  /** The pick at which it was first; 0 when it never was. */
  long last(ClusterName name) {
    return last.getOrDefault(name, 0L);
  }

  void took(ClusterName name) {
    if (last.size() >= MOST_NAMES) {
      last.clear();
    }
    last.put(name, ++picks);
  }
}
