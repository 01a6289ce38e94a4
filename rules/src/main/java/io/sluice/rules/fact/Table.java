package io.sluice.rules.fact;

/** One table that the statement touches, qualified and in lower case, as a fact of its own. */
public record Table(String value, String catalog, String schema, String name) {}
