package io.sluice.broker.selection;

import java.util.List;

/** A policy: its name, its order, and its words. */
final class Policy implements Selection {
  private final String name;
  private final Ordering ordering;
  private final Words words;

  /** Says what made a contender the one, for people. */
  interface Words {
    String of(List<Contender> ordered, Contender chosen, Wish wish);
  }

  /** What a contender is measured by, for people. */
  interface Figure {
    String of(Contender contender, Wish wish);
  }

  Policy(String name, Ordering ordering, Words words) {
    this.name = name;
    this.ordering = ordering;
    this.words = words;
  }

  /** The figure of the chosen one, and that of the one after it. */
  static Words compared(Figure figure) {
    return (ordered, chosen, wish) -> {
      int next = ordered.indexOf(chosen) + 1;
      String own = figure.of(chosen, wish);
      if (next >= ordered.size()) {
        return own;
      }
      Contender other = ordered.get(next);
      return "%s, next %s with %s".formatted(own, other.name(), figure.of(other, wish));
    };
  }

  @Override
  public List<Contender> order(List<Contender> eligible, Wish wish) {
    return ordering.order(eligible, wish);
  }

  @Override
  public String because(List<Contender> ordered, Contender chosen, Wish wish) {
    return name + ": " + words.of(ordered, chosen, wish);
  }
}
