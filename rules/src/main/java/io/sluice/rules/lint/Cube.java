package io.sluice.rules.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements about one fact that are all true, by the value that they are about. */
final class Cube {
  static final Cube ANYTHING = new Cube(Map.of());

  private final Map<String, List<Literal>> literals;
  private final Map<String, Domain> domains = new HashMap<>();

  private Cube(Map<String, List<Literal>> literals) {
    this.literals = literals;
    literals.forEach((key, about) -> domains.put(key, new Domain(about)));
  }

  static Cube of(Literal literal) {
    return new Cube(Map.of(literal.key(), List.of(literal)));
  }

  /** What both say. */
  Cube and(Cube other) {
    if (literals.isEmpty()) {
      return other;
    }
    if (other.literals.isEmpty()) {
      return this;
    }
    var both = new LinkedHashMap<>(literals);
    other.literals.forEach((key, about) -> both.merge(key, about, Cube::joined));
    return new Cube(both);
  }

  static List<Literal> joined(List<Literal> some, List<Literal> more) {
    var all = new ArrayList<>(some);
    more.stream().filter(literal -> !all.contains(literal)).forEach(all::add);
    return List.copyOf(all);
  }

  /** Whether no fact can be like that. */
  boolean isImpossible() {
    return domains.values().stream().anyMatch(Domain::isEmpty);
  }

  /** Whether no fact can be as both say; cheaper than to put them together. */
  boolean excludes(Cube other) {
    for (Map.Entry<String, Domain> entry : domains.entrySet()) {
      Domain its = other.domains.get(entry.getKey());
      if (its != null && entry.getValue().excludes(its)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every fact that is like this is like the other, too. */
  boolean implies(Cube other) {
    if (!literals.keySet().containsAll(other.literals.keySet())) {
      return false;
    }
    for (Map.Entry<String, Domain> entry : other.domains.entrySet()) {
      Domain own = domains.get(entry.getKey());
      if (own == null || !own.implies(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  boolean isAnything() {
    return literals.isEmpty();
  }

  /** The few values that a key may have. */
  Optional<Set<Object>> few(String key) {
    return Optional.ofNullable(domains.get(key)).flatMap(Domain::few);
  }

  Set<String> keys() {
    return literals.keySet();
  }
}
