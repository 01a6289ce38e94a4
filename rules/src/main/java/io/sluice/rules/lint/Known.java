package io.sluice.rules.lint;

import io.sluice.rules.fact.Dialect;
import io.sluice.rules.language.FactTypes;
import io.sluice.rules.language.ValueType;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is true of some values whatever the statement. */
final class Known {
  /** Fields, and the sizes of fields; not what has been calculated from one. */
  private static final Set<String> COUNTS = counts();

  private static final Set<Object> TRUTHS = Set.of(true, false);
  private static final Set<Object> DAYS = Set.of((Object[]) DayOfWeek.values());
  private static final Set<Object> DIALECTS = Set.of((Object[]) Dialect.values());

  /** Whole numbers with few values. */
  private static final Map<String, Set<Object>> NUMBERS =
      Map.of(
          "Moment.hour", numbers(0, 23),
          "Moment.time.hour()", numbers(0, 23),
          "Moment.time.minute()", numbers(0, 59),
          "Moment.date.monthValue()", numbers(1, 12),
          "Moment.date.dayOfMonth()", numbers(1, 31),
          "Moment.date.lengthOfMonth()", numbers(28, 31),
          "Moment.date.dayOfYear()", numbers(1, 366),
          "Moment.dayOfWeek.value()", numbers(1, 7));

  private static final Set<String> SHARES =
      Set.of("Group.utilisation", "Cluster.cpuUtilisation", "Cluster.memoryUtilisation");

  private Known() {}

  /** All values, where they are few. */
  static Optional<Set<Object>> values(String key, ValueType type) {
    return switch (type) {
      case TRUTH -> Optional.of(TRUTHS);
      case DAY -> Optional.of(DAYS);
      case DIALECT -> Optional.of(DIALECTS);
      case WHOLE -> Optional.ofNullable(NUMBERS.get(key));
      default -> Optional.empty();
    };
  }

  private static Set<String> counts() {
    var types = new FactTypes();
    return types.names().stream()
        .flatMap(name -> types.find(name).stream())
        .flatMap(
            type -> type.properties().keySet().stream().map(field -> type.name() + "." + field))
        .flatMap(field -> Stream.of(field, field + ".size()", field + ".length()"))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<Object> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> Constants.normal((long) number))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The least value of a number; fields count things and are never negative. */
  static Optional<Object> least(String key, ValueType type) {
    boolean counts =
        type == ValueType.WHOLE || type == ValueType.DECIMAL || type == ValueType.MAYBE_WHOLE;
    return counts && COUNTS.contains(key) ? Optional.of(BigDecimal.ZERO) : Optional.empty();
  }

  /** The largest value of a number. */
  static Optional<Object> largest(String key) {
    return SHARES.contains(key) ? Optional.of(BigDecimal.ONE) : Optional.empty();
  }
}
