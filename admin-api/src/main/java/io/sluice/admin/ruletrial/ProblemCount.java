package io.sluice.admin.ruletrial;

/**
 * Something that went wrong while a candidate was evaluated.
 *
 * @param problem what, with the rule's name
 * @param count how often
 */
public record ProblemCount(String problem, long count) {}
