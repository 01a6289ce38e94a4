package io.sluice.broker.ruletrial;

import io.sluice.broker.audit.DecisionOutcome;
import io.sluice.rules.decision.Outcome;

/**
 * Where a verdict sends a statement.
 *
 * @param outcome ROUTED, DEFAULTED or REJECTED
 * @param group the group that a rule chose; else empty
 */
public record Destination(DecisionOutcome outcome, String group) {

  static Destination of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Route route -> new Destination(DecisionOutcome.ROUTED, route.group().value());
      case Outcome.Reject _ -> new Destination(DecisionOutcome.REJECTED, "");
      case Outcome.Unrouted _ -> new Destination(DecisionOutcome.DEFAULTED, "");
    };
  }
}
