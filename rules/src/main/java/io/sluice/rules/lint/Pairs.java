package io.sluice.rules.lint;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules that stand in each other's way. */
final class Pairs {
  private static final int MOST_PARTNERS = 3;
  private static final long MOST_EFFORT = 5_000_000;

  private final Report report;
  private long effort;
  private Optional<Subject> uncompared = Optional.empty();

  Pairs(Report report) {
    this.report = report;
  }

  void inspect(List<Subject> all) {
    List<Subject> deciding =
        all.stream()
            .filter(rule -> rule.canFire() && rule.deciding().isPresent())
            .sorted(Comparator.comparing(rule -> rule.rule().speaker()))
            .toList();
    Map<Integer, Rivals> rivals = new HashMap<>();
    deciding.stream()
        .collect(Collectors.groupingBy(Subject::salience))
        .forEach((salience, rules) -> rivals.put(salience, new Rivals(rules)));
    var anchors = new Anchors();
    for (Subject rule : deciding) {
      Optional<Subject> winner =
          anchors.above(rule).stream().filter(first -> compare(first, rule)).findFirst();
      if (winner.isPresent()) {
        tellOverruled(rule, winner.get());
        continue;
      }
      Rivals equals = rivals.getOrDefault(rule.salience(), new Rivals(List.of()));
      tellAmbiguous(rule, ambiguous(equals.of(rule), rule));
      equals.keep(rule);
      anchors.keep(rule);
    }
    uncompared.ifPresent(rule ->
        report.tell(
            rule,
            Code.NOT_COMPARED,
            "from here on not every rule was compared with those before it: they have too many alternatives (expected: fewer rules with || and or)"));
  }

  /** Whether the first one overrules the other; not when there was too much to compare already. */
  private boolean compare(Subject first, Subject rule) {
    return isWorth(first, rule) && overrules(first, rule);
  }

  private boolean isWorth(Subject one, Subject other) {
    effort += (long) one.weight() * other.weight();
    if (effort > MOST_EFFORT && uncompared.isEmpty()) {
      uncompared = Optional.of(other);
    }
    return effort <= MOST_EFFORT;
  }

  /** Whether the first one decides whenever the other one fires. */
  private static boolean overrules(Subject first, Subject rule) {
    return first.wish().isPresent()
        && first.covers(rule)
        && rule.worlds().stream()
            .allMatch(world -> first.worlds().stream().anyMatch(world::implies));
  }

  private void tellOverruled(Subject rule, Subject winner) {
    report.warn(
        rule,
        Code.ALWAYS_OVERRULED,
        "its %s never counts: whenever it fires, %s decides first (expected: a higher salience than %d, or no such rule)"
            .formatted(
                rule.deciding().orElseThrow().word(), winner.described(), winner.salience()));
  }

  /** Earlier rules of the same salience that can fire with a rule and want something else. */
  private List<Subject> ambiguous(List<Subject> earlier, Subject rule) {
    return earlier.stream()
        .filter(one -> isAmbiguous(one, rule))
        .limit(MOST_PARTNERS + 1)
        .sorted(Comparator.comparing(one -> one.rule().speaker()))
        .toList();
  }

  private boolean isAmbiguous(Subject earlier, Subject rule) {
    return earlier.wish().isPresent()
        && rule.wish().isPresent()
        && !earlier.wish().equals(rule.wish())
        && !earlier.suppresses(Code.AMBIGUOUS)
        && earlier.overlaps(rule)
        && isWorth(earlier, rule)
        && earlier.worlds().stream()
            .anyMatch(one -> rule.worlds().stream().anyMatch(other -> !one.excludes(other)));
  }

  private void tellAmbiguous(Subject rule, List<Subject> rivals) {
    int shown = Math.min(rivals.size(), MOST_PARTNERS);
    for (Subject rival : rivals.subList(rivals.size() - shown, rivals.size())) {
      report.warn(
          rule,
          Code.AMBIGUOUS,
          "%s has the same salience %d and can fire for the same statement; its %s wins over %s%s (expected: different salience)"
              .formatted(
                  rival.described(),
                  rule.salience(),
                  rival.wish().orElseThrow(),
                  rule.wish().orElseThrow(),
                  rivals.size() > shown ? ", and there are more such rules" : ""));
    }
  }
}
