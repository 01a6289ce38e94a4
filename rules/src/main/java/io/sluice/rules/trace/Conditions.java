package io.sluice.rules.trace;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Source;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions made of several patterns, as text. */
final class Conditions {
  private Conditions() {}

  /** The patterns in a condition, in the order of the text. */
  static Stream<Condition.Pattern> patterns(Condition condition) {
    return switch (condition) {
      case Condition.Pattern pattern -> Stream.of(pattern);
      case Condition.All(List<Condition> parts) -> parts.stream().flatMap(Conditions::patterns);
      case Condition.Any(List<Condition> parts) -> parts.stream().flatMap(Conditions::patterns);
      case Condition.Not(Condition part) -> patterns(part);
      case Condition.Exists(Condition part) -> patterns(part);
    };
  }

  /** A condition's text, at the place of its first pattern. */
  static Source source(Condition condition) {
    Source first =
        patterns(condition)
            .map(Condition.Pattern::source)
            .findFirst()
            .orElseGet(() -> new Source("", 0, 0));
    return new Source(text(condition), first.line(), first.column());
  }

  private static String text(Condition condition) {
    return switch (condition) {
      case Condition.Pattern pattern -> pattern.source().text();
      case Condition.All(List<Condition> parts) -> joined(parts, " and ");
      case Condition.Any(List<Condition> parts) -> joined(parts, " or ");
      case Condition.Not(Condition part) -> "not " + text(part);
      case Condition.Exists(Condition part) -> "exists " + text(part);
    };
  }

  private static String joined(List<Condition> parts, String word) {
    return parts.stream().map(Conditions::text).collect(Collectors.joining(word, "(", ")"));
  }

  /** What fulfils a condition. */
  static String found(Condition condition, Object[] found) {
    String values =
        patterns(condition)
            .filter(pattern -> found[pattern.slot()] != null)
            .map(pattern -> Values.read(pattern.constraints(), found[pattern.slot()], found))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return values.isEmpty() ? "there is one" : "there is one: " + values;
  }
}
