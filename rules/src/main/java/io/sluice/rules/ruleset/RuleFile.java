package io.sluice.rules.ruleset;

/**
 * One file of a rule set.
 *
 * @param name the path below the rules directory, with forward slashes
 * @param text the content
 */
public record RuleFile(String name, String text) {}
