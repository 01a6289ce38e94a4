package io.sluice.admin.decision;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Sets that are written in the same order each time, unlike {@link Set#copyOf}. */
final class Sorted {
  private Sorted() {}

  static <T extends Comparable<? super T>> Set<T> copyOf(Set<T> values) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }
}
