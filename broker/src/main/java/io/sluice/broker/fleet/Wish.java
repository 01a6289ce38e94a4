package io.sluice.broker.fleet;

/** What an operator wants of a cluster, beside its health. */
public enum Wish {
  /** Takes statements. */
  ACTIVE,
  /** Finishes what it has; gets nothing new. */
  DRAINING,
  /** Gets nothing and is not probed. */
  INACTIVE
}
