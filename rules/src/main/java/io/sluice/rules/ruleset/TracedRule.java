package io.sluice.rules.ruleset;

import java.time.LocalDateTime;
import java.util.List;

/**
 * What one rule of a set makes of a statement, and why.
 *
 * @param rule the rule
 * @param finding what it makes of it
 */
public record TracedRule(RuleInfo rule, Finding finding) {

  /** Whether a rule is fulfilled. */
  public sealed interface Finding {}

  /** All conditions are fulfilled: it fires. */
  public record Matched() implements Finding {}

  /**
   * A condition is not fulfilled.
   *
   * @param missed the first one in the rule's order, of the facts that came furthest; one for each
   *     alternative, when all alternatives of an {@code or} are missed
   */
  public record NotMatched(List<Missed> missed) implements Finding {
    public NotMatched {
      missed = List.copyOf(missed);
    }
  }

  /** It is switched off by {@code enabled false}. */
  public record Disabled() implements Finding {}

  /**
   * It does not fire yet.
   *
   * @param from its {@code date-effective}
   */
  public record NotYetEffective(LocalDateTime from) implements Finding {}

  /**
   * It does not fire any longer.
   *
   * @param since its {@code date-expires}
   */
  public record Expired(LocalDateTime since) implements Finding {}

  /**
   * A condition can't be computed; the evaluation of the whole set fails with it.
   *
   * @param problem what went wrong
   */
  public record Failed(String problem) implements Finding {}

  /**
   * Looking at its combinations of facts took too long, or would have.
   *
   * @param limit the limit that was reached
   */
  public record Undecided(String limit) implements Finding {}

  /**
   * A condition that is not fulfilled.
   *
   * @param condition the pattern, with {@code not} before it where that is what fails
   * @param file its file below the rules directory
   * @param line of {@code constraint}, or of the pattern
   * @param column of {@code constraint}, or of the pattern
   * @param constraint what fails inside the pattern; empty when it is the pattern as a whole
   * @param because what was found instead, such as {@code hour was 10}
   */
  public record Missed(
      String condition, String file, int line, int column, String constraint, String because) {}
}
