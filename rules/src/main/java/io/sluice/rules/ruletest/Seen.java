package io.sluice.rules.ruletest;

import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parts of a verdict, as tests compare and messages show them. */
final class Seen {
  private Seen() {}

  static String outcome(Verdict verdict) {
    return switch (verdict.outcome()) {
      case Outcome.Route route -> "group " + route.group();
      case Outcome.Reject reject -> "reject: " + reject.message();
      case Outcome.Unrouted _ -> "the default group (no rule routed)";
    };
  }

  static <T> Optional<T> ofRoute(Verdict verdict, Function<Outcome.Route, T> part) {
    return verdict.outcome() instanceof Outcome.Route route
        ? Optional.of(part.apply(route))
        : Optional.empty();
  }

  static Set<String> fired(Verdict verdict) {
    return verdict.explanation().fired().stream()
        .map(FiredRule::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  static Set<String> overruled(Verdict verdict) {
    return verdict.explanation().fired().stream()
        .filter(rule -> !rule.overruled().isEmpty())
        .map(FiredRule::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  static Set<String> flags(Verdict verdict) {
    return verdict.explanation().flags().stream()
        .map(Flag::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  static String listed(List<String> texts) {
    return texts.isEmpty() ? "none" : String.join(", ", texts);
  }

  static String sorted(Collection<String> texts) {
    return listed(texts.stream().sorted().toList());
  }

  static String pairs(Map<String, String> pairs) {
    return listed(
        new TreeMap<>(pairs)
            .entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue()).toList());
  }

  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
