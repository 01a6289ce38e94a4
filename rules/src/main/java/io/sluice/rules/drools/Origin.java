package io.sluice.rules.drools;

import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.decision.Speaker;

/**
 * The rule that a condition or a right-hand side belongs to. Conditions that are written alike are
 * tested once for all their rules; their origin is the first of these.
 *
 * @param rule its name
 * @param place where it stands
 */
record Origin(String rule, RulePlace place) {
  static Origin of(Speaker speaker) {
    return new Origin(speaker.name(), speaker.place());
  }

  @Override
  public String toString() {
    return "rule '%s' (%s)".formatted(rule, place);
  }
}
