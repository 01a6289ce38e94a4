package io.sluice.broker.audit;

import io.sluice.admin.cluster.ClusterState;
import io.sluice.broker.store.Micros;
import io.sluice.rules.fact.ClusterName;
import java.time.Instant;
import java.util.Locale;

/**
 * A cluster came from one state into another.
 *
 * @param cluster which one
 * @param from how it was
 * @param to how it is since then
 * @param at when
 * @param reason why, for people
 * @param replica which broker saw it
 */
public record ClusterTransition(
    ClusterName cluster,
    ClusterState from,
    ClusterState to,
    Instant at,
    String reason,
    String replica)
    implements AuditEvent {
  private static final int LONGEST_REASON = 1000;
  private static final int LONGEST_REPLICA = 255;

  public ClusterTransition {
    reason = cut(reason, LONGEST_REASON);
    replica = cut(replica, LONGEST_REPLICA);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  /** Names it, and sorts by time. */
  String id() {
    return String.format(
        Locale.ROOT, "%019d-%s-%s-%08x", Micros.of(at), cluster, to, replica.hashCode());
  }
}
