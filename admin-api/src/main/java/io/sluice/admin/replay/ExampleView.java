package io.sluice.admin.replay;

import io.sluice.rules.replay.Example;
import java.util.Optional;

/**
 * One decision of many: {@link Example} on the wire.
 *
 * @param decision its id
 * @param user who the statement ran as
 * @param source the client's name for itself
 * @param sql the start of the text
 * @param ruleBefore the rule that decided then; left out when none did
 * @param ruleNow the rule that would decide now; likewise
 */
public record ExampleView(
    String decision,
    String user,
    String source,
    String sql,
    Optional<String> ruleBefore,
    Optional<String> ruleNow) {

  static ExampleView of(Example example) {
    return new ExampleView(
        example.decision(),
        example.user(),
        example.source(),
        example.sql(),
        example.ruleBefore(),
        example.ruleNow());
  }
}
