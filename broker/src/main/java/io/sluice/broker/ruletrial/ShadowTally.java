package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Counts what a shadow sees, within fixed memory. For one thread at a time. */
final class ShadowTally {
  private static final int MOST_SHIFTS = 200;
  private static final int MOST_WINNERS = 200;
  private static final int MOST_PROBLEMS = 20;
  private static final int MOST_EXAMPLES = 40;
  private static final int MOST_EXAMPLES_OF_A_SHIFT = 3;
  private static final int MOST_PROBLEM_CHARACTERS = 300;

  private ShadowCounts plain = ShadowCounts.NONE;
  private final BoundedCounts<Shift> shifts = new BoundedCounts<>(MOST_SHIFTS);
  private final BoundedCounts<Winners> winners = new BoundedCounts<>(MOST_WINNERS);
  private final BoundedCounts<Flag> flags = new BoundedCounts<>(Flag.values().length);
  private final BoundedCounts<String> problems = new BoundedCounts<>(MOST_PROBLEMS);
  private final List<Example> examples = new ArrayList<>();

  /** Both sets have come to a verdict. */
  void compared(Observed observed, Verdict candidate) {
    Explanation explanation = candidate.explanation();
    explanation.flags().forEach(flag -> flags.add(flag, 1));
    if (!explanation.problem().isEmpty()) {
      String problem = explanation.problem();
      problems.add(problem.substring(0, Math.min(problem.length(), MOST_PROBLEM_CHARACTERS)), 1);
    }
    Set<Difference> differences = Difference.between(observed.verdict(), candidate);
    if (differences.isEmpty()) {
      count(1, 1, 0, 0, 0);
      return;
    }
    count(1, 0, 1, 0, 0);
    var shift =
        new Shift(
            Destination.of(observed.verdict().outcome()),
            Destination.of(candidate.outcome()),
            differences);
    Winners won = Example.winners(observed.verdict(), candidate);
    shifts.add(shift, 1);
    winners.add(won, 1);
    example(Example.of(observed, shift, won));
  }

  /** A statement was not compared: the shadow was busy. */
  void dropped() {
    count(0, 0, 0, 1, 0);
  }

  /** A statement was not compared: the active rules had not decided it. */
  void passedOver() {
    count(0, 0, 0, 0, 1);
  }

  void add(ShadowCounts more) {
    count(more.compared(), more.equal(), more.different(), more.dropped(), more.passedOver());
    shifts.addAll(more.shifts());
    winners.addAll(more.winners());
    flags.addAll(more.flags());
    problems.addAll(more.problems());
    more.examples().forEach(this::example);
  }

  ShadowCounts now() {
    return new ShadowCounts(
        plain.compared(),
        plain.equal(),
        plain.different(),
        plain.dropped(),
        plain.passedOver(),
        shifts.highestFirst(),
        winners.highestFirst(),
        flags.highestFirst(),
        problems.highestFirst(),
        examples);
  }

  private void count(long compared, long equal, long different, long dropped, long passedOver) {
    plain =
        new ShadowCounts(
            plain.compared() + compared,
            plain.equal() + equal,
            plain.different() + different,
            plain.dropped() + dropped,
            plain.passedOver() + passedOver,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
  }

  private void example(Example example) {
    long alike = examples.stream().filter(e -> e.shift().equals(example.shift())).count();
    if (examples.size() < MOST_EXAMPLES && alike < MOST_EXAMPLES_OF_A_SHIFT) {
      examples.add(example);
    }
  }
}
