package io.sluice.broker.audit;

/**
 * A change of a cluster's state as the store has it.
 *
 * @param id its name; later ones have higher ids
 * @param transition what changed
 */
public record KeptTransition(String id, ClusterTransition transition) {}
