package io.sluice.admin.group;

import io.sluice.admin.cluster.ClusterState;
import io.sluice.rules.fact.ClusterName;

/** One cluster of a group. */
public record GroupMember(ClusterName name, ClusterState state) {}
