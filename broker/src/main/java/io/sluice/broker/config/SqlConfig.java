package io.sluice.broker.config;

/**
 * How much of a statement's text is looked at.
 *
 * @param maxParsedCharacters a longer statement is described by its words, not by the grammar
 */
public record SqlConfig(int maxParsedCharacters) {}
