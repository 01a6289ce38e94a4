package io.sluice.admin.cluster;

/** What a cluster is fit for now. Only HEALTHY and DEGRADED ones get new statements. */
public enum ClusterState {
  /** It answers, and says that it is not ready. */
  STARTING,
  /** It takes statements. */
  HEALTHY,
  /** It takes statements, but something about it is not as it should be. */
  DEGRADED,
  /** It failed its probes or its requests. */
  UNHEALTHY,
  /** It finishes what it has and gets nothing new. */
  DRAINING,
  /** It was drained and has nothing left to finish. */
  DRAINED,
  /** It is switched off; nothing is sent to it. */
  INACTIVE
}
