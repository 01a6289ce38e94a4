package io.sluice.broker.store;

/** What an operator can change. */
public enum ChangeKind {
  CLUSTER_CREATED,
  CLUSTER_REPLACED,
  CLUSTER_DELETED,
  CLUSTER_DRAINED,
  CLUSTER_ACTIVATED,
  CLUSTER_DEACTIVATED,
  RULES_ACTIVATED
}
