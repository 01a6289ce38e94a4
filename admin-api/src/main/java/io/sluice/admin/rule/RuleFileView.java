package io.sluice.admin.rule;

/**
 * One file of the active rule set.
 *
 * @param name the path below the rules directory
 * @param rules how many rules stand in it
 */
public record RuleFileView(String name, int rules) {}
