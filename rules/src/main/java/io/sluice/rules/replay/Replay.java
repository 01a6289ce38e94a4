package io.sluice.rules.replay;

import io.sluice.rules.fact.Group;
import io.sluice.rules.ruleset.Evaluator;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tries rules on recorded decisions, on one thread. It changes nothing and asks nobody: moment,
 * load, usage and all other facts are those of the record.
 */
public final class Replay {
  private static final int WARM_UP = 20;

  private final Evaluator evaluator;
  private final Tally tally;
  private boolean warm;

  /**
   * @param evaluator the rules to try
   * @param tally counts what they say
   */
  public Replay(Evaluator evaluator, Tally tally) {
    this.evaluator = evaluator;
    this.tally = tally;
  }

  /**
   * Tries the rules on some decisions.
   *
   * @param stopped whether to end before the last one; what was counted until then stays
   */
  public void add(List<RecordedDecision> decisions, BooleanSupplier stopped) {
    if (!warm && !decisions.isEmpty()) {
      warmUp(decisions.getFirst());
    }
    for (List<RecordedDecision> sameFleet : byFleet(decisions)) {
      for (RecordedDecision decision : sameFleet) {
        if (stopped.getAsBoolean()) {
          return;
        }
        tally.add(decision, evaluator.evaluate(decision.facts()));
      }
    }
  }

  /** The first evaluations of a process load classes for longer than a budget allows. */
  private void warmUp(RecordedDecision decision) {
    for (int i = 0; i < WARM_UP; i++) {
      var _ = evaluator.evaluate(decision.facts());
    }
    warm = true;
  }

  /**
   * Decisions that saw the same load one after the other: replicas see their own, and for an
   * evaluator each change of it costs more than a decision.
   */
  private static List<List<RecordedDecision>> byFleet(List<RecordedDecision> decisions) {
    IdentityHashMap<List<Group>, List<RecordedDecision>> known = new IdentityHashMap<>();
    var inOrder = new ArrayList<List<RecordedDecision>>();
    for (RecordedDecision decision : decisions) {
      List<RecordedDecision> same = known.get(decision.facts().groups());
      if (same == null) {
        same = new ArrayList<>();
        known.put(decision.facts().groups(), same);
        inOrder.add(same);
      }
      same.add(decision);
    }
    return inOrder;
  }
}
