package io.sluice.broker.selection;

import java.util.Arrays;
import java.util.List;

/**
 * A contender with what its place depends on: the smaller comes first, the contender's rank before
 * all.
 */
record Ranked(Contender contender, double first, double second, long turn)
    implements Comparable<Ranked> {
  @Override
  public int compareTo(Ranked other) {
    int order = Integer.compare(contender.rank(), other.contender.rank());
    if (order == 0) {
      order = Double.compare(first, other.first);
    }
    if (order == 0) {
      order = Double.compare(second, other.second);
    }
    return order == 0 ? Long.compare(turn, other.turn) : order;
  }

  /** The contenders in their order; sorts the array. */
  static List<Contender> sorted(Ranked[] ranked) {
    Arrays.sort(ranked);
    var ordered = new Contender[ranked.length];
    for (int i = 0; i < ranked.length; i++) {
      ordered[i] = ranked[i].contender();
    }
    return List.of(ordered);
  }
}
