package io.sluice.broker.audit;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;

/**
 * A cluster that was looked at for a statement.
 *
 * @param cluster its name
 * @param group the group through which it came into question
 * @param eligible whether it could have taken the statement
 * @param reason why not; or, for an eligible one, what the selection went by; may be empty
 */
public record Candidate(ClusterName cluster, GroupName group, boolean eligible, String reason) {}
