package io.sluice.rules.fact;

/** One team of the user, as a fact of its own. */
public record Team(String value) {}
