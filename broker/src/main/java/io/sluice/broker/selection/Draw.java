package io.sluice.broker.selection;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Orders contenders by one measure that hardly ever gives two the same figure. */
final class Draw implements Ordering {
  private final Measure measure;

  Draw(Measure measure) {
    this.measure = measure;
  }

  @Override
  public List<Contender> order(List<Contender> eligible, Wish wish) {
    ToDoubleFunction<Contender> figure = measure.of(wish);
    var ranked = new Ranked[eligible.size()];
    for (int i = 0; i < ranked.length; i++) {
      Contender contender = eligible.get(i);
      ranked[i] = new Ranked(contender, figure.applyAsDouble(contender), 0, 0);
    }
    return Ranked.sorted(ranked);
  }
}
