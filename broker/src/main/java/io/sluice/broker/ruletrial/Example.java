package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.Verdict;

/**
 * A statement that the candidate would treat otherwise.
 *
 * @param decisionId its decision in the audit
 * @param user who asked
 * @param source with what
 * @param sql the beginning of its text
 * @param shift what would have changed
 * @param winners by which rules
 */
public record Example(
    String decisionId, String user, String source, String sql, Shift shift, Winners winners) {
  private static final int MOST_CHARACTERS = 500;
  private static final int MOST_NAME_CHARACTERS = 255;

  static Example of(Observed observed, Shift shift, Winners winners) {
    return new Example(
        observed.id().value(),
        cut(observed.facts().query().user(), MOST_NAME_CHARACTERS),
        cut(observed.facts().query().source(), MOST_NAME_CHARACTERS),
        cut(observed.facts().sql().text(), MOST_CHARACTERS),
        shift,
        winners);
  }

  static Winners winners(Verdict active, Verdict candidate) {
    return new Winners(
        active.explanation().winner().orElse(""), candidate.explanation().winner().orElse(""));
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
