package io.sluice.broker.audit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Makes a record in which nothing is empty, zero or false, whatever components it has or gets: what
 * is forgotten on the way into JSON or back is missing then.
 */
final class FilledRecord {
  /** A word that each kind of name takes. */
  private static final String WORD = "01k1fgfgnhffmyekn8a038w8ht";

  private final Map<Class<?>, Class<?>> chosen;

  private FilledRecord(Map<Class<?>, Class<?>> chosen) {
    this.chosen = chosen;
  }

  /**
   * @param type the record
   * @param chosen of each sealed interface, the one to take
   */
  static <T extends Record> T of(Class<T> type, Map<Class<?>, Class<?>> chosen) {
    return type.cast(new FilledRecord(chosen).value(type));
  }

  private Object value(Type type) {
    return type instanceof ParameterizedType generic ? container(generic) : single((Class<?>) type);
  }

  private Object container(ParameterizedType generic) {
    Object first = value(generic.getActualTypeArguments()[0]);
    return switch (generic.getRawType().getTypeName()) {
      case "java.util.List" -> List.of(first);
      case "java.util.Set" -> Set.of(first);
      case "java.util.Optional" -> Optional.of(first);
      case "java.util.Map" -> Map.of(first, value(generic.getActualTypeArguments()[1]));
      default -> throw new AssertionError("of no known kind: " + generic);
    };
  }

  private Object single(Class<?> type) {
    if (type == FleetId.class) {
      return new FleetId("0123456789abcdef01234567");
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isRecord()) {
      return record(type);
    }
    if (type.isSealed()) {
      return value(Objects.requireNonNull(chosen.get(type), type::getName));
    }
    return switch (type.getName()) {
      case "java.lang.String" -> WORD;
      case "boolean" -> true;
      case "int" -> 7;
      case "long" -> 8L;
      case "double" -> 9.5;
      case "java.util.OptionalInt" -> OptionalInt.of(10);
      case "java.util.OptionalLong" -> OptionalLong.of(11);
      case "java.time.Instant" -> Instant.parse("2026-11-23T12:00:00.123456789Z");
      case "java.time.Duration" -> Duration.ofMillis(1500);
      default -> throw new AssertionError("of no known kind: " + type);
    };
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components)
            .map(component -> value(component.getGenericType()))
            .toArray(Object[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.toString(), e);
    }
  }
}
