package io.sluice.broker.operate;

import io.sluice.broker.affinity.QueryOwners;
import io.sluice.broker.audit.DecisionLog;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.probe.Coordinators;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a query's owner in the audit, or by asking the clusters. */
public final class AskedOwners implements QueryOwners {
  private static final Logger LOG = LoggerFactory.getLogger(AskedOwners.class);

  private final DecisionLog log;
  private final Coordinators coordinators;

  public AskedOwners(DecisionLog log, Coordinators coordinators) {
    this.log = log;
    this.coordinators = coordinators;
  }

  @Override
  public Optional<ClusterName> recorded(QueryId query) {
    return log.clusterOfQuery(query);
  }

  @Override
  public boolean has(FleetCluster cluster, QueryId query) {
    try {
      return coordinators.has(cluster.spec(), cluster.dialect(), query);
    } catch (IOException e) {
      LOG.debug("Cluster {} did not say whether it has {}", cluster.name(), query, e);
      return false;
    }
  }
}
