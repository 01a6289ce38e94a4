package io.sluice.broker.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Each in its turn. One in a slow start passes some of its turns on, as its share says. Exact under
 * threads: deciding and taking the turn are one step under the monitor.
 */
final class RoundRobin implements Ordering {
  private final RandomGenerator random;
  private final Turns turns = new Turns();

  RoundRobin(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public synchronized List<Contender> order(List<Contender> eligible, Wish wish) {
    var ranked = new Ranked[eligible.size()];
    for (int i = 0; i < ranked.length; i++) {
      Contender contender = eligible.get(i);
      ranked[i] = new Ranked(contender, 0, 0, turns.last(contender.name()));
    }
    List<Contender> ordered = passedOn(Ranked.sorted(ranked));
    if (!ordered.isEmpty()) {
      turns.took(ordered.getFirst().name());
    }
    return ordered;
  }

  /** Measured by the one that has come farthest: where all start slowly, nobody passes. */
  private List<Contender> passedOn(List<Contender> inTurn) {
    if (inTurn.isEmpty() || inTurn.getFirst().share() >= 1) {
      return inTurn;
    }
    int rank = inTurn.getFirst().rank();
    int peers = 0;
    double farthest = 0;
    for (Contender one : inTurn) {
      if (one.rank() == rank) {
        peers++;
        farthest = Math.max(farthest, one.share());
      }
    }
    var ordered = new ArrayList<Contender>(inTurn);
    for (int passed = 0; passed < peers - 1; passed++) {
      Contender first = ordered.getFirst();
      if (random.nextDouble() * farthest < first.share()) {
        break;
      }
      turns.took(first.name());
      ordered.removeFirst();
      ordered.add(peers - 1, first);
    }
    return List.copyOf(ordered);
  }
}
