package io.sluice.broker.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How often each name was picked, and whether that is what chance would do. */
final class Frequencies {
  static final int PICKS = 100_000;

  private final Map<String, Integer> seen = new HashMap<>();

  static Frequencies of(Supplier<String> pick) {
    var frequencies = new Frequencies();
    for (int i = 0; i < PICKS; i++) {
      frequencies.add(pick.get());
    }
    return frequencies;
  }

  void add(String name) {
    seen.merge(name, 1, Integer::sum);
  }

  int of(String name) {
    return seen.getOrDefault(name, 0);
  }

  /** Pearson's test: true frequencies fail it once in 1,000 seeds, and the seed is fixed. */
  void agreeWith(Map<String, Double> weights) {
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    int picks = seen.values().stream().mapToInt(Integer::intValue).sum();
    double chiSquared = 0;
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      double expected = picks * weight.getValue() / all;
      chiSquared += Math.pow(of(weight.getKey()) - expected, 2) / expected;
    }
    assertThat(weights.keySet()).containsAll(seen.keySet());
    assertThat(chiSquared).as("of %s", seen).isLessThan(critical(weights.size() - 1));
  }

  void areEqualOver(int count) {
    var weights = new HashMap<String, Double>();
    for (int i = 1; i <= count; i++) {
      weights.put("c" + i, 1.0);
    }
    agreeWith(weights);
  }

  /** The critical value at p = 0.001, as Wilson and Hilferty approximate it. */
  private static double critical(int degreesOfFreedom) {
    double part = 2.0 / (9 * degreesOfFreedom);
    return degreesOfFreedom * Math.pow(1 - part + 3.0902 * Math.sqrt(part), 3);
  }
}
