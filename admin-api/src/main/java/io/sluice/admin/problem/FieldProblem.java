package io.sluice.admin.problem;

/**
 * What is wrong with one field, parameter or header of a request.
 *
 * @param field where it stands, such as {@code labels.tier} or {@code limit}
 * @param message what was found and what is expected
 */
public record FieldProblem(String field, String message) {}
