package io.sluice.samples.bench.table;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One row: medians over the rounds of one proxy under one workload.
 *
 * @param slowest the lowest rate of a round
 * @param fastest the highest
 * @param middle medians; the errors are those of all rounds together
 */
public record Figures(double slowest, double fastest, Round middle) {

  /** The medians of these rounds, of which there must be one at least. */
  public static Figures of(List<Round> rounds) {
    return new Figures(
        rounds.stream().mapToDouble(Round::rate).min().orElseThrow(),
        rounds.stream().mapToDouble(Round::rate).max().orElseThrow(),
        new Round(
            median(rounds, Round::rate),
            median(rounds, Round::p50Millis),
            median(rounds, Round::p99Millis),
            median(rounds, Round::cpuMicros),
            whereTold(rounds, Round::databaseCpuMicros),
            median(rounds, Round::residentMegabytes),
            whereTold(rounds, Round::allocatedBytes),
            rounds.stream().mapToLong(Round::errors).sum()));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Median.of(rounds.stream().map(figure::applyAsDouble).toList());
  }

  private static OptionalDouble whereTold(
      List<Round> rounds, Function<Round, OptionalDouble> figure) {
    List<Double> told =
        rounds.stream()
            .map(figure)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return told.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Median.of(told));
  }
}
