package io.sluice.broker.affinity;

import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.util.Optional;

/** Who may know the owner of a query that this broker doesn't know. May block. */
public interface QueryOwners {
  /** What the audit says. */
  Optional<ClusterName> recorded(QueryId query);

  /** Whether a cluster says that it has the query. */
  boolean has(FleetCluster cluster, QueryId query);
}
