package io.sluice.rules.replay;

import java.util.Optional;

/**
 * One decision of many, to look at.
 *
 * @param decision its id
 * @param user who the statement ran as
 * @param source the client's name for itself
 * @param sql the start of the text
 * @param ruleBefore the rule that decided then
 * @param ruleNow the rule that would decide now
 */
public record Example(
    String decision,
    String user,
    String source,
    String sql,
    Optional<String> ruleBefore,
    Optional<String> ruleNow) {
  private static final int SQL_CHARACTERS = 200;
  private static final int NAME_CHARACTERS = 255;

  static Example of(RecordedDecision decision, Optional<String> ruleNow) {
    return new Example(
        decision.id(),
        cut(decision.facts().query().user(), NAME_CHARACTERS),
        cut(decision.facts().query().source(), NAME_CHARACTERS),
        cut(decision.facts().sql().text(), SQL_CHARACTERS),
        decision.verdict().explanation().winner(),
        ruleNow);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // Half a surrogate pair has no UTF-8 form.
    boolean splitsPair = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splitsPair ? longest - 1 : longest);
  }
}
