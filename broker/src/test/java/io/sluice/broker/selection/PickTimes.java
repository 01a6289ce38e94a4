package io.sluice.broker.selection;

import io.sluice.rules.decision.SelectionPolicies;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Prints what a pick among 60 clusters costs with each policy on this machine. Run by hand; asserts
 * nothing.
 */
final class PickTimes {
  private static final int CLUSTERS = 60;
  private static final int PICKS = 200_000;
  private static final int ROUNDS = 5;

  private PickTimes() {}

  public static void main(String[] args) {
    List<Contender> contenders =
        IntStream.range(0, CLUSTERS).mapToObj(PickTimes::contender).toList();
    for (String policy : SelectionPolicies.NAMES) {
      Selection selection =
          Selection.named(policy, () -> ThreadLocalRandom.current().nextLong()).orElseThrow();
      double best = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        best = Math.min(best, micros(selection, contenders));
      }
      System.out.printf("%-22s %6.2f µs, %,10.0f picks/s%n", policy, best, 1e6 / best);
    }
  }

  private static Contender contender(int number) {
    var name = new ClusterName("trino-adhoc-" + number);
    int running = number * 7 % 40;
    return new Contender(
        name,
        number % 3,
        1 + number % 2,
        1,
        50,
        running,
        number % 5,
        number % 4,
        "eu",
        false,
        false);
  }

  private static double micros(Selection selection, List<Contender> contenders) {
    long began = System.nanoTime();
    int seen = 0;
    for (int i = 0; i < PICKS; i++) {
      var wish = new Wish("user-" + (i & 1023), "9c1185a5c5e9fc54612808977ee8f548", "eu");
      seen += selection.order(contenders, wish).size();
    }
    if (seen != PICKS * CLUSTERS) {
      throw new AssertionError("an order has all contenders");
    }
    return (System.nanoTime() - began) / 1e3 / PICKS;
  }
}
