package io.sluice.rules.language;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A kind of fact that rules can write patterns of.
 *
 * @param name the name that rules use
 * @param javaType the class of its facts
 * @param perStatement whether each statement brings its own, as opposed to the fleet's state
 * @param several whether one statement can see more than one
 * @param properties its fields by name
 */
public record FactType(
    String name,
    Class<?> javaType,
    boolean perStatement,
    boolean several,
    Map<String, Property> properties) {

  /** Lists the fields of one kind of fact, without reflection: a getter each. */
  static final class Fields<T> {
    private final Class<T> javaType;
    private final Map<String, Property> properties = new LinkedHashMap<>();

    Fields(Class<T> javaType) {
      this.javaType = javaType;
    }

    Fields<T> text(String name, Function<T, String> read) {
      return add(name, ValueType.TEXT, read::apply);
    }

    Fields<T> texts(String name, Function<T, Set<String>> read) {
      return add(name, ValueType.TEXTS, read::apply);
    }

    Fields<T> textMap(String name, Function<T, Map<String, String>> read) {
      return add(name, ValueType.TEXT_MAP, read::apply);
    }

    /** An int as well as a long: rules know one kind of whole number. */
    Fields<T> whole(String name, ToLongFunction<T> read) {
      return add(name, ValueType.WHOLE, read::applyAsLong);
    }

    Fields<T> maybeWhole(String name, Function<T, OptionalLong> read) {
      return add(name, ValueType.MAYBE_WHOLE, fact -> orNull(read.apply(fact)));
    }

    Fields<T> decimal(String name, ToDoubleFunction<T> read) {
      return add(name, ValueType.DECIMAL, read::applyAsDouble);
    }

    Fields<T> truth(String name, Function<T, Boolean> read) {
      return add(name, ValueType.TRUTH, read::apply);
    }

    Fields<T> add(String name, ValueType type, Function<T, @Nullable Object> read) {
      properties.put(name, new Property(name, type, (fact, _) -> read.apply(javaType.cast(fact))));
      return this;
    }

    FactType oneOfStatement() {
      return fact(true, false);
    }

    FactType severalOfStatement() {
      return fact(true, true);
    }

    FactType ofFleet() {
      return fact(false, true);
    }

    private FactType fact(boolean perStatement, boolean several) {
      String name = javaType.getSimpleName();
      return new FactType(name, javaType, perStatement, several, Map.copyOf(properties));
    }

    private static @Nullable Long orNull(OptionalLong number) {
      return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
    }
  }
}
