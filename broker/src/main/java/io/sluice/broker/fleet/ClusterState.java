package io.sluice.broker.fleet;

/** How a cluster is, seen together with what the operator wants of it. */
public enum ClusterState {
  /** Not yet seen alive. */
  STARTING,
  /** Answers its probes. */
  HEALTHY,
  /** Takes statements, but a probe or some traffic failed. */
  DEGRADED,
  /** Known dead; gets no statement. */
  UNHEALTHY,
  /** Finishes what it has. */
  DRAINING,
  /** Drained: nothing is left on it. */
  DRAINED,
  /** Switched off. */
  INACTIVE;

  /** Whether a new statement may go to it. */
  public boolean takesStatements() {
    return this == HEALTHY || this == DEGRADED;
  }
}
