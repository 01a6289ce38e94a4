package io.sluice.rules.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules of one salience, kept by the values of the field that most of them ask for: those with
 * other values can't fire for the same statement.
 */
final class Rivals {
  private final Optional<String> key;
  private final List<Subject> all = new ArrayList<>();
  private final List<Subject> unpinned = new ArrayList<>();
  private final Map<Object, List<Subject>> byValue = new HashMap<>();

  /**
   * @param rules all rules of the salience; none of them is kept yet
   */
  Rivals(List<Subject> rules) {
    this.key =
        rules.stream()
            .flatMap(rule -> rule.pins().keys().stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .entrySet()
            .stream()
            .max(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey);
  }

  /** The rules kept so far that may fire together with this one, the last ones first. */
  List<Subject> of(Subject rule) {
    Set<Object> values = values(rule);
    if (values.isEmpty()) {
      return all.reversed();
    }
    Set<Subject> some = new LinkedHashSet<>();
    values.forEach(value -> some.addAll(byValue.getOrDefault(value, List.of()).reversed()));
    some.addAll(unpinned.reversed());
    return List.copyOf(some);
  }

  void keep(Subject rule) {
    all.add(rule);
    Set<Object> values = values(rule);
    if (values.isEmpty()) {
      unpinned.add(rule);
    }
    values.forEach(value -> byValue.computeIfAbsent(value, _ -> new ArrayList<>()).add(rule));
  }

  private Set<Object> values(Subject rule) {
    return key.map(field -> rule.pins().values(field)).orElse(Set.of());
  }
}
