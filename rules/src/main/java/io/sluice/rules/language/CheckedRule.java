package io.sluice.rules.language;

import io.sluice.rules.decision.Speaker;
import io.sluice.rules.ruleset.RuleInfo;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A rule that has been read and checked: what an engine gets to run.
 *
 * @param speaker who it is
 * @param condition when it fires
 * @param actions what it says
 * @param enabled whether it takes part
 * @param effective from when on it fires, in the time of the moment's zone
 * @param expires when it ceases to fire, in the time of the moment's zone
 */
public record CheckedRule(
    Speaker speaker,
    Condition condition,
    List<Action> actions,
    boolean enabled,
    Optional<LocalDateTime> effective,
    Optional<LocalDateTime> expires) {
  public CheckedRule {
    actions = List.copyOf(actions);
  }

  /** The rule as a reader of the set wants to see it. */
  public RuleInfo info() {
    return new RuleInfo(speaker.name(), speaker.place(), speaker.salience(), speaker.metadata());
  }
}
