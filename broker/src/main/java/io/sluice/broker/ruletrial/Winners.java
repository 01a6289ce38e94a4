package io.sluice.broker.ruletrial;

/**
 * The rules that decided statements on which the two sets differ.
 *
 * @param active the rule of the active set; empty when none decided
 * @param candidate the rule of the candidate, likewise
 */
public record Winners(String active, String candidate) {}
