package io.sluice.admin.rule;

/**
 * How a rule has fared with clients' statements since its set became active in this process.
 *
 * @param matched how often it fired
 * @param won how often its word decided
 * @param overruled how often a word of it had no effect
 * @param ambiguous how often it and another of its salience wanted different groups
 * @param failed how often it threw
 * @param overBudget how often the budget was spent while it was at work
 * @param firingLimit how often it was the one that fired most when the limit of firings was reached
 */
public record RuleCounts(
    long matched,
    long won,
    long overruled,
    long ambiguous,
    long failed,
    long overBudget,
    long firingLimit) {
  /** Of a rule that has met no statement. */
  public static final RuleCounts NONE = new RuleCounts(0, 0, 0, 0, 0, 0, 0);
}
