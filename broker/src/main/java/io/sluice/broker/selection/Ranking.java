package io.sluice.broker.selection;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Orders contenders by one measure, then by another one; equals take turns, however many threads
 * ask: deciding and taking the turn are one step under the monitor.
 */
final class Ranking implements Ordering {
  private final Measure first;
  private final Measure second;
  private final Turns turns = new Turns();

  Ranking(Measure first, Measure second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public synchronized List<Contender> order(List<Contender> eligible, Wish wish) {
    ToDoubleFunction<Contender> one = first.of(wish);
    ToDoubleFunction<Contender> other = second.of(wish);
    var ranked = new Ranked[eligible.size()];
    for (int i = 0; i < ranked.length; i++) {
      Contender contender = eligible.get(i);
      ranked[i] =
          new Ranked(
              contender,
              one.applyAsDouble(contender),
              other.applyAsDouble(contender),
              turns.last(contender.name()));
    }
    List<Contender> ordered = Ranked.sorted(ranked);
    if (!ordered.isEmpty()) {
      turns.took(ordered.getFirst().name());
    }
    return ordered;
  }
}
