package io.sluice.rules.drools;

import java.util.SortedSet;

/** The slots of the facts that a condition or a right-hand side reads, ascending. */
final class Slots {
  private final int[] slots;

  Slots(SortedSet<Integer> slots) {
    this.slots = slots.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Puts facts into their slots.
   *
   * @param given the facts in the order of the slots, from an index on
   */
  Object[] spread(Object[] given, int from) {
    var facts = new Object[slots.length == 0 ? 0 : slots[slots.length - 1] + 1];
    for (int i = 0; i < slots.length; i++) {
      facts[slots[i]] = Hit.subject(given[from + i]);
    }
    return facts;
  }
}
