package io.sluice.rules.ruletest;

/**
 * Which test.
 *
 * @param file its file's name below the rules directory
 * @param line where it begins, from 1
 * @param column where it begins, from 1
 * @param name its name, unique in its file
 */
public record TestId(String file, int line, int column, String name) {}
