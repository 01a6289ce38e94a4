package io.sluice.broker.store;

/** What an operator wants of a cluster. */
public enum ClusterWish {
  /** It takes statements when it is healthy. */
  ACTIVE,
  /** It finishes what it has and gets nothing new. */
  DRAINING,
  /** It is left alone. */
  INACTIVE
}
