package io.sluice.rules.lint;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sluice.rules.language.Operator;
import io.sluice.rules.language.ValueType;
import io.sluice.rules.lint.Literal.Absent;
import io.sluice.rules.lint.Literal.Among;
import io.sluice.rules.lint.Literal.Answer;
import io.sluice.rules.lint.Literal.Relation;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The values that one value of a fact may have, when some statements about it are all true. What it
 * says of them errs to one side only: "none" and "implied" are certain.
 */
final class Domain {
  private final String key;
  private final ValueType type;
  private final List<Literal> literals;
  private final Optional<Set<Object>> values;
  private final Interval interval;
  private final boolean exact;

  /**
   * @param literals statements about the same key
   */
  Domain(List<Literal> literals) {
    this.key = literals.getFirst().key();
    this.type = literals.getFirst().type();
    this.literals = literals;
    this.interval = interval();
    this.values = values();
    this.exact =
        values.isPresent()
            && values.get().stream()
                .allMatch(value -> literals.stream().allMatch(it -> it.of(value) == Answer.YES));
  }

  /** The values that are left, when they are few enough to be listed. */
  Optional<Set<Object>> few() {
    return values;
  }

  /** Whether no value is left. */
  boolean isEmpty() {
    return contradiction()
        || values.map(Set::isEmpty).orElseGet(interval::isEmpty)
        || absentAndPresent()
        || ends(Operator.STARTS_WITH)
        || ends(Operator.ENDS_WITH);
  }

  /** Whether no value is left that the other has left, too. */
  boolean excludes(Domain other) {
    if (values.isPresent() && other.values.isPresent()) {
      return Collections.disjoint(values.get(), other.values.get());
    }
    if (values.isPresent()) {
      return values.get().stream().allMatch(other::forbids);
    }
    if (other.values.isPresent()) {
      return other.values.get().stream().allMatch(this::forbids);
    }
    return new Domain(Cube.joined(literals, other.literals)).isEmpty();
  }

  /** Whether all values that are left are left by the other, too. */
  boolean implies(Domain other) {
    if (values.isPresent() && other.values.isPresent() && other.exact) {
      return other.values.get().containsAll(values.get());
    }
    for (Literal literal : other.literals) {
      if (!implies(literal)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all values that are left fulfil one more statement. */
  boolean implies(Literal more) {
    if (literals.contains(more)) {
      return true;
    }
    if (values.isPresent()) {
      return values.get().stream().allMatch(value -> more.of(value) == Answer.YES);
    }
    return switch (more.test()) {
      case Relation(Operator operator, Object constant) ->
          more.positive()
              ? holds(operator, constant)
              : operator == Operator.EQUAL && forbids(constant);
      case Among(Set<Object> constants) ->
          !more.positive() && constants.stream().allMatch(this::forbids);
      case Absent _ -> !more.positive() && presence();
      case Literal.Unknown _ -> false;
    };
  }

  private boolean holds(Operator operator, Object constant) {
    if (operator.isOrder()) {
      boolean there = type != ValueType.MAYBE_WHOLE || presence();
      return there && interval.isWithin(operator, constant);
    }
    return switch (operator) {
      case STARTS_WITH, ENDS_WITH, CONTAINS ->
          relations(operator)
              .anyMatch(found -> contains(operator, found.toString(), constant.toString()));
      default -> false;
    };
  }

  private static boolean contains(Operator operator, String longer, String part) {
    return switch (operator) {
      case STARTS_WITH -> longer.startsWith(part);
      case ENDS_WITH -> longer.endsWith(part);
      default -> longer.equals(part);
    };
  }

  private boolean forbids(Object constant) {
    return literals.stream().anyMatch(literal -> literal.of(constant) == Answer.NO);
  }

  private boolean contradiction() {
    return literals.stream().anyMatch(literal -> literals.contains(literal.negated()));
  }

  /** Comparisons are true of numbers that are there only. */
  private boolean presence() {
    return literals.stream()
        .anyMatch(literal -> literal.positive() && !(literal.test() instanceof Absent));
  }

  private boolean absentAndPresent() {
    return literals.stream().anyMatch(l -> l.positive() && l.test() instanceof Absent)
        && presence();
  }

  /** Two beginnings of which neither begins with the other; likewise ends. */
  private boolean ends(Operator operator) {
    List<String> parts = relations(operator).map(Object::toString).toList();
    return parts.stream()
        .anyMatch(one ->
            parts.stream()
                .anyMatch(
                    other -> !contains(operator, one, other) && !contains(operator, other, one)));
  }

  private Stream<Object> relations(Operator operator) {
    return literals.stream()
        .filter(Literal::positive)
        .map(Literal::test)
        .filter(Relation.class::isInstance)
        .map(Relation.class::cast)
        .filter(relation -> relation.operator() == operator)
        .map(Relation::constant);
  }

  private Optional<Set<Object>> values() {
    Optional<Set<Object>> few =
        literals.stream()
            .filter(Literal::positive)
            .flatMap(literal -> listed(literal).stream())
            .findFirst()
            .or(() -> Known.values(key, type));
    return few.map(all ->
        all.stream()
            .filter(this::isPossible)
            .filter(value -> literals.stream().allMatch(literal -> literal.of(value) != Answer.NO))
            .collect(toUnmodifiableSet()));
  }

  private static Optional<Set<Object>> listed(Literal literal) {
    return switch (literal.test()) {
      case Relation(Operator operator, Object constant) when operator == Operator.EQUAL ->
          Optional.of(Set.of(constant));
      case Among(Set<Object> constants) -> Optional.of(constants);
      default -> Optional.empty();
    };
  }

  private boolean isPossible(Object value) {
    if (value instanceof String text && key.endsWith(".toLowerCase()")) {
      return text.equals(text.toLowerCase(Locale.ROOT));
    }
    if (value instanceof String text && key.endsWith(".toUpperCase()")) {
      return text.equals(text.toUpperCase(Locale.ROOT));
    }
    boolean whole = type == ValueType.WHOLE || type == ValueType.MAYBE_WHOLE;
    boolean fraction = value instanceof BigDecimal number && number.scale() > 0;
    return interval.contains(value)
        && !(whole && fraction)
        && Known.values(key, type).map(all -> all.contains(value)).orElse(true);
  }

  private Interval interval() {
    var bounds = new Interval(type == ValueType.WHOLE || type == ValueType.MAYBE_WHOLE);
    Known.least(key, type).ifPresent(least -> bounds.add(Operator.GREATER_OR_EQUAL, least));
    Known.largest(key).ifPresent(largest -> bounds.add(Operator.LESS_OR_EQUAL, largest));
    for (Literal literal : literals) {
      if (literal.test() instanceof Relation(Operator operator, Object constant)
          && operator.isOrder()) {
        // The opposite of an order stays only where a number may be absent, and says nothing there.
        if (literal.positive()) {
          bounds.add(operator, constant);
        }
      }
    }
    return bounds;
  }
}
