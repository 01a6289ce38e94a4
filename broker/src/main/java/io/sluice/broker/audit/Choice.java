package io.sluice.broker.audit;

import io.sluice.rules.fact.ClusterName;

/**
 * The cluster that took a statement.
 *
 * @param cluster its name
 * @param because why that one, such as {@code least-loaded: 3 of 50}; may be empty
 */
public record Choice(ClusterName cluster, String because) {}
