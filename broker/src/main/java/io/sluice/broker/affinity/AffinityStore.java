package io.sluice.broker.affinity;

import io.sluice.rules.fact.ClusterName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where ties outlive this process, and where other brokers find them. May block; throws a {@link
 * RuntimeException} of the store when that is down.
 */
public interface AffinityStore {
  /** What is tied. */
  enum Kind {
    COORDINATOR,
    TRANSACTION
  }

  void remember(Kind kind, String key, ClusterName cluster, Instant at);

  void forget(Kind kind, String key);

  Optional<ClusterName> find(Kind kind, String key);

  Map<String, ClusterName> all(Kind kind);
}
