package io.sluice.broker.selection;

import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.stream.IntStream;

/** Contenders for tests. */
final class Contenders {
  private Contenders() {}

  static Contender contender(String name) {
    return new Contender(new ClusterName(name), 0, 1, 1, 10, 0, 0, 0, "", false, false);
  }

  static Contender loaded(String name, int running, int capacity) {
    return new Contender(new ClusterName(name), 0, 1, 1, capacity, running, 0, 0, "", false, false);
  }

  static Contender weighted(String name, double weight) {
    return new Contender(new ClusterName(name), 0, weight, 1, 10, 0, 0, 0, "", false, false);
  }

  /** One in a slow start that has come so far. */
  static Contender slow(String name, double share) {
    return new Contender(new ClusterName(name), 0, share, share, 10, 0, 0, 0, "", false, false);
  }

  static Contender beyond(Contender one) {
    return new Contender(
        one.name(),
        one.priority(),
        one.weight(),
        one.share(),
        one.capacity(),
        one.running(),
        one.queued(),
        one.ofUser(),
        one.location(),
        one.second(),
        true);
  }

  /** c1, c2, and so on. */
  static List<Contender> contenders(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> contender("c" + i)).toList();
  }

  static List<String> names(List<Contender> contenders) {
    return contenders.stream().map(one -> one.name().value()).toList();
  }
}
