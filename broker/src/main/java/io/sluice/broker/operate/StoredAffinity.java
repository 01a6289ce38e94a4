package io.sluice.broker.operate;

import io.sluice.broker.affinity.AffinityStore;
import io.sluice.broker.store.AffinityEntry;
import io.sluice.broker.store.AffinityTable;
import io.sluice.rules.fact.ClusterName;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps ties in the store's table. */
public final class StoredAffinity implements AffinityStore {
  private final AffinityTable table;

  public StoredAffinity(AffinityTable table) {
    this.table = table;
  }

  @Override
  public void remember(Kind kind, String key, ClusterName cluster, Instant at) {
    table.put(new AffinityEntry(name(kind), key, cluster, at));
  }

  @Override
  public void forget(Kind kind, String key) {
    table.delete(name(kind), key);
  }

  @Override
  public void forgetBefore(Kind kind, Instant moment) {
    table.prune(name(kind), moment);
  }

  @Override
  public Optional<ClusterName> find(Kind kind, String key) {
    return table.find(name(kind), key).map(AffinityEntry::cluster);
  }

  @Override
  public Map<String, ClusterName> all(Kind kind) {
    return table.load(name(kind)).stream()
        .collect(Collectors.toMap(AffinityEntry::key, AffinityEntry::cluster));
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
