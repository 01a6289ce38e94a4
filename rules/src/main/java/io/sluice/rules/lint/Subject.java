package io.sluice.rules.lint;

import io.sluice.rules.language.Action;
import io.sluice.rules.language.CheckedRule;
import io.sluice.rules.language.Condition;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One rule, and what can be told of it without facts. */
final class Subject {
  private static final Set<String> DECIDING = Set.of("route", "split", "reject", "pin");

  private final CheckedRule rule;
  private final int column;
  private final List<World> worlds;
  private final Pins pins;
  private final Optional<Action> deciding;
  private final Set<String> suppressed;

  /**
   * @param column where its {@code rule} keyword stands
   */
  Subject(CheckedRule rule, int column) {
    this.rule = rule;
    this.column = column;
    this.worlds = Worlds.of(rule.condition());
    this.pins = new Pins(worlds);
    this.deciding =
        rule.actions().stream().filter(action -> DECIDING.contains(action.word())).findFirst();
    this.suppressed =
        Arrays.stream(rule.speaker().metadata().getOrDefault("suppress", "").split(",", -1))
            .map(String::strip)
            .filter(code -> !code.isEmpty())
            .collect(Collectors.toSet());
  }

  CheckedRule rule() {
    return rule;
  }

  String name() {
    return rule.speaker().name();
  }

  String file() {
    return rule.speaker().place().file();
  }

  int line() {
    return rule.speaker().place().line();
  }

  int column() {
    return column;
  }

  int salience() {
    return rule.speaker().salience();
  }

  /** The rule as messages about other rules name it. */
  String described() {
    return "rule '%s' (%s)".formatted(name(), rule.speaker().place());
  }

  boolean suppresses(Code code) {
    return suppressed.contains(code.word());
  }

  /** What its {@code @suppress} lists. */
  Set<String> suppressed() {
    return suppressed;
  }

  /** The alternatives of its conditions; none when it can never fire. */
  List<World> worlds() {
    return worlds;
  }

  Pins pins() {
    return pins;
  }

  /** How much work it is to compare it with another rule. */
  int weight() {
    return worlds.stream().mapToInt(World::weight).sum() + 1;
  }

  /** Whether it can ever fire. */
  boolean canFire() {
    return rule.enabled() && !worlds.isEmpty() && !endsBeforeItBegins();
  }

  boolean endsBeforeItBegins() {
    return rule.effective()
        .flatMap(from -> rule.expires().map(until -> !from.isBefore(until)))
        .orElse(false);
  }

  /** The word by which it decides. */
  Optional<Action> deciding() {
    return deciding;
  }

  /** What it decides, when that is the same for every statement: {@code route(etl)}. */
  Optional<String> wish() {
    return deciding
        .filter(action -> !action.word().equals("pin"))
        .flatMap(action ->
            action
                .literals()
                .map(literals ->
                    action.word().equals("reject")
                        ? "reject"
                        : action.word() + "(" + literals.getFirst() + ")"));
  }

  /** Whether there is a moment at which both take part. */
  boolean overlaps(Subject other) {
    return startsBefore(rule.effective(), other.rule.expires())
        && startsBefore(other.rule.effective(), rule.expires());
  }

  private static boolean startsBefore(Optional<LocalDateTime> from, Optional<LocalDateTime> until) {
    return from.flatMap(start -> until.map(start::isBefore)).orElse(true);
  }

  /** Whether it takes part whenever the other does. */
  boolean covers(Subject other) {
    boolean soonEnough =
        rule.effective()
            .map(mine -> other.rule.effective().map(its -> !mine.isAfter(its)).orElse(false))
            .orElse(true);
    boolean longEnough =
        rule.expires()
            .map(mine -> other.rule.expires().map(its -> !mine.isBefore(its)).orElse(false))
            .orElse(true);
    return soonEnough && longEnough;
  }

  /** All its patterns, also those inside of {@code not} and {@code or}. */
  Stream<Condition.Pattern> patterns() {
    return patterns(rule.condition());
  }

  private static Stream<Condition.Pattern> patterns(Condition condition) {
    return switch (condition) {
      case Condition.Pattern pattern -> Stream.of(pattern);
      case Condition.All(List<Condition> parts) -> parts.stream().flatMap(Subject::patterns);
      case Condition.Any(List<Condition> parts) -> parts.stream().flatMap(Subject::patterns);
      case Condition.Not(Condition part) -> patterns(part);
      case Condition.Exists(Condition part) -> patterns(part);
    };
  }
}
