package io.sluice.rules.language;

/**
 * A condition as its author wrote it, for those who tell of it.
 *
 * @param text its text in one line
 * @param line where it begins, from 1
 * @param column where it begins, from 1
 */
public record Source(String text, int line, int column) {}
