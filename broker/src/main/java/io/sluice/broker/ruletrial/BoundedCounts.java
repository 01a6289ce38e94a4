package io.sluice.broker.ruletrial;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts by key; keys beyond the bound are not counted. For one thread at a time. */
final class BoundedCounts<K> {
  private final int most;
  private final Map<K, Long> counts = new LinkedHashMap<>();

  BoundedCounts(int most) {
    this.most = most;
  }

  void add(K key, long count) {
    if (counts.containsKey(key) || counts.size() < most) {
      counts.merge(key, count, Long::sum);
    }
  }

  void addAll(List<Counted<K>> more) {
    more.forEach(counted -> add(counted.what(), counted.count()));
  }

  /** The counts, highest first. */
  List<Counted<K>> highestFirst() {
    return counts.entrySet().stream()
        .map(entry -> new Counted<>(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong((Counted<K> counted) -> counted.count()).reversed())
        .toList();
  }
}
