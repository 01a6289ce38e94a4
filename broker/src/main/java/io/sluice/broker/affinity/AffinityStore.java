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
    TRANSACTION,
    /** What a login with OAuth2 is known by. */
    OAUTH
  }

  void remember(Kind kind, String key, ClusterName cluster, Instant at);

  void forget(Kind kind, String key);

  /** Forgets what was remembered before a moment. */
  void forgetBefore(Kind kind, Instant moment);

  Optional<ClusterName> find(Kind kind, String key);

  Map<String, ClusterName> all(Kind kind);
}
