package io.sluice.broker.fleet;

import io.sluice.rules.fact.GroupName;
import java.util.Optional;

/**
 * A cluster that was looked at for a statement.
 *
 * @param cluster the cluster
 * @param group the group through which it came into question
 * @param excluded why it can't take the statement; empty when it can
 */
public record Candidate(FleetCluster cluster, GroupName group, Optional<String> excluded) {}
