package io.sluice.rules.language;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A call, or a derived property, that rules may use on a value.
 *
 * @param parameter the type of its one argument; empty when it has none
 * @param result the type of its values
 * @param how target and argument to value; without an argument the second one is the target again
 */
record Call(
    Optional<ValueType> parameter, ValueType result, BiFunction<Object, Object, Object> how) {

  static <T> Call of(Class<T> target, ValueType result, Function<T, Object> how) {
    return new Call(Optional.empty(), result, (value, _) -> how.apply(target.cast(value)));
  }

  static <T> Call ofText(Class<T> target, ValueType result, BiFunction<T, String, Object> how) {
    return new Call(
        Optional.of(ValueType.TEXT),
        result,
        (value, text) -> how.apply(target.cast(value), (String) text));
  }

  static Call ofSet(ValueType result, Function<Set<?>, Object> how) {
    return new Call(Optional.empty(), result, (value, _) -> how.apply((Set<?>) value));
  }

  static Call ofMap(ValueType result, Function<Map<?, ?>, Object> how) {
    return new Call(Optional.empty(), result, (value, _) -> how.apply((Map<?, ?>) value));
  }
}
