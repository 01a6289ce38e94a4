package io.sluice.rules.fact;

/**
 * One client tag, as a fact of its own: {@code Tag(value == "etl")} is indexed, {@code contains} is
 * not.
 */
public record Tag(String value) {}
