package io.sluice.rules.drools;

import io.sluice.rules.decision.Decision;
import io.sluice.rules.decision.Speaker;
import io.sluice.rules.language.Action;
import io.sluice.rules.language.Deadline;
import io.sluice.rules.language.OverBudget;
import java.util.List;
import org.drools.model.functions.BlockN;

/**
 * A rule's right-hand side in the shape that the engine calls.
 *
 * @param slots where the facts lie that the actions read
 */
record Speaking(Speaker speaker, List<Action> actions, Slots slots) implements BlockN {
  Speaking {
    actions = List.copyOf(actions);
  }

  /** The first argument is the decision, the others are facts in the order of their slots. */
  @Override
  public void execute(Object... arguments) {
    checkBudget();
    var decision = (Decision) arguments[0];
    decision.listenTo(speaker);
    Object[] facts = slots.spread(arguments, 1);
    try {
      actions.forEach(action -> action.speak(decision, facts));
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      throw RuleFailure.failed(Origin.of(speaker), "", e);
    } catch (OverBudget e) {
      throw RuleFailure.overBudget(Origin.of(speaker), e);
    }
  }

  private void checkBudget() {
    try {
      Deadline.CURRENT.get().check();
    } catch (OverBudget e) {
      throw RuleFailure.overBudget(Origin.of(speaker), e);
    }
  }
}
