package io.sluice.rules.language;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A public static method of others as a call of rules. Nothing keeps it from taking long: it looks
 * at no clock of ours.
 */
final class AllowedMethod {
  static final String TYPES =
      "parameters and result of String, long, int, double, boolean, Set<String>, List<String>, java.time's dates and times";

  private static final Map<Class<?>, ValueType> SINGLE =
      Map.ofEntries(
          Map.entry(String.class, ValueType.TEXT),
          Map.entry(long.class, ValueType.WHOLE),
          Map.entry(Long.class, ValueType.WHOLE),
          Map.entry(int.class, ValueType.WHOLE),
          Map.entry(Integer.class, ValueType.WHOLE),
          Map.entry(double.class, ValueType.DECIMAL),
          Map.entry(Double.class, ValueType.DECIMAL),
          Map.entry(boolean.class, ValueType.TRUTH),
          Map.entry(Boolean.class, ValueType.TRUTH),
          Map.entry(LocalDate.class, ValueType.DATE),
          Map.entry(LocalTime.class, ValueType.TIME),
          Map.entry(LocalDateTime.class, ValueType.DATE_TIME),
          Map.entry(Instant.class, ValueType.INSTANT),
          Map.entry(Duration.class, ValueType.DURATION),
          Map.entry(DayOfWeek.class, ValueType.DAY));
  private static final Map<Class<?>, ValueType> OF_TEXTS =
      Map.of(
          Set.class, ValueType.TEXTS,
          Collection.class, ValueType.TEXTS,
          List.class, ValueType.TEXT_LIST);

  private final String name;
  private final MethodHandle handle;
  private final List<Class<?>> parameters;
  private final ValueType result;

  private AllowedMethod(
      String name, MethodHandle handle, List<Class<?>> parameters, ValueType result) {
    this.name = name;
    this.handle = handle;
    this.parameters = List.copyOf(parameters);
    this.result = result;
  }

  /** The method as a call; empty when rules have no values of its types. */
  static Optional<Call> of(Method method) {
    var types = new ArrayList<Parameter>();
    for (Type parameter : method.getGenericParameterTypes()) {
      Optional<ValueType> type = typeOf(parameter);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      types.add(new Parameter.Of(type.get()));
    }
    Optional<ValueType> result = typeOf(method.getGenericReturnType());
    if (result.isEmpty()) {
      return Optional.empty();
    }
    String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    var allowed =
        new AllowedMethod(name, handle(method), List.of(method.getParameterTypes()), result.get());
    return Optional.of(
        new Call(types, false, result.get(), Call.Kind.FOREIGN, (_, given) -> allowed.call(given)));
  }

  private static Optional<ValueType> typeOf(Type type) {
    if (type instanceof ParameterizedType collection
        && collection.getActualTypeArguments()[0] == String.class) {
      return Optional.ofNullable(OF_TEXTS.get(collection.getRawType()));
    }
    return type instanceof Class<?> single
        ? Optional.ofNullable(SINGLE.get(single))
        : Optional.empty();
  }

  private static MethodHandle handle(Method method) {
    try {
      MethodHandle handle = MethodHandles.publicLookup().unreflect(method).asFixedArity();
      int count = method.getParameterCount();
      return handle.asType(MethodType.genericMethodType(count)).asSpreader(Object[].class, count);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + ": public, and yet out of reach", e);
    }
  }

  private Object call(Given given) {
    var arguments = new Object[parameters.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(given.values().get(i), parameters.get(i));
    }
    Object value = invoke(arguments);
    if (value == null) {
      throw new IllegalStateException("%s gave null (expected: a value)".formatted(name));
    }
    if (Deadline.CURRENT.isBound()) {
      Deadline.CURRENT.get().check();
    }
    return result(value);
  }

  private @Nullable Object invoke(Object[] arguments) {
    try {
      return (Object) handle.invokeExact(arguments);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // Code of others may throw anything; it is a failure of the rule.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("%s threw %s".formatted(name, e), e);
    }
  }

  private static Object argument(Object value, Class<?> parameter) {
    if (value instanceof Long whole && (parameter == int.class || parameter == Integer.class)) {
      return Math.toIntExact(whole);
    }
    return value;
  }

  private Object result(Object value) {
    return switch (result) {
      case WHOLE -> ((Number) value).longValue();
      case TEXTS -> new LinkedHashSet<>(texts(value));
      case TEXT_LIST -> List.copyOf(texts(value));
      default -> value;
    };
  }

  private List<String> texts(Object value) {
    var texts = new ArrayList<String>();
    for (Object each : (Collection<?>) value) {
      if (!(each instanceof String text)) {
        throw new IllegalStateException(
            "%s gave a collection with %s (expected: texts)".formatted(name, each));
      }
      texts.add(text);
    }
    return texts;
  }
}
