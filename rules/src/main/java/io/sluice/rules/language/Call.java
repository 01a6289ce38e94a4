package io.sluice.rules.language;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call, or a derived property, that rules may use on a value or of a class.
 *
 * @param parameters what it takes
 * @param variadic whether the last parameter may stand any number of times, also never
 * @param result the type of its values
 * @param kind what is to be known of it before it is called
 * @param how from target and arguments to value; of a class, the target is of no concern
 */
record Call(
    List<Parameter> parameters,
    boolean variadic,
    ValueType result,
    Kind kind,
    BiFunction<Object, Given, Object> how) {
  Call {
    parameters = List.copyOf(parameters);
  }

  /** What is to be known of a call before it is called. */
  enum Kind {
    /** Gives a value for every target and arguments. */
    TOTAL,
    /** Can fail for some of them. */
    PARTIAL,
    /** Is code of others: can fail, and need not give the same twice. */
    FOREIGN
  }

  /** A call on a value of a class that always gives a value. */
  static <T> Call on(
      Class<T> target, ValueType result, BiFunction<T, Given, Object> how, ValueType... takes) {
    return new Call(types(takes), false, result, Kind.TOTAL, cast(target, how));
  }

  /** A property: a call without arguments. */
  static <T> Call property(Class<T> target, ValueType result, Function<T, Object> how) {
    return on(target, result, (value, _) -> how.apply(value));
  }

  /** A call of a class. */
  static Call ofClass(ValueType result, Function<Given, Object> how, ValueType... takes) {
    return new Call(types(takes), false, result, Kind.TOTAL, (_, given) -> how.apply(given));
  }

  /** A call of a class with any number of arguments of one type. */
  static Call ofMany(ValueType result, Function<Given, Object> how, ValueType takes) {
    return new Call(types(takes), true, result, Kind.TOTAL, (_, given) -> how.apply(given));
  }

  /** A call with a regular expression, and other arguments behind it. */
  static Call matching(
      ValueType result, BiFunction<String, Given, Object> how, ValueType... behind) {
    List<Parameter> parameters =
        Stream.concat(Stream.of(new Parameter.RegularExpression()), types(behind).stream())
            .toList();
    return new Call(parameters, false, result, Kind.PARTIAL, cast(String.class, how));
  }

  /** The same call, which can fail for some arguments. */
  Call partial() {
    return new Call(parameters, variadic, result, Kind.PARTIAL, how);
  }

  private static List<Parameter> types(ValueType... types) {
    return Arrays.stream(types).<Parameter>map(Parameter.Of::new).toList();
  }

  private static <T> BiFunction<Object, Given, Object> cast(
      Class<T> target, BiFunction<T, Given, Object> how) {
    return (value, given) -> how.apply(target.cast(value), given);
  }

  boolean takes(int arguments) {
    return variadic ? arguments >= parameters.size() - 1 : arguments == parameters.size();
  }

  Parameter parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  /** The arguments in a reader's words. */
  String usage() {
    return parameters.stream().map(Parameter::shown).collect(Collectors.joining(", ", "(", ")"))
        + (variadic ? ", any number of times" : "");
  }

  /** Calls that have one name and differ in what they take. */
  record Named(String name, List<Call> calls) {
    Named {
      calls = List.copyOf(calls);
    }
  }

  static Named named(String name, Call... calls) {
    return new Named(name, List.of(calls));
  }

  static Map<String, List<Call>> table(Named... calls) {
    return Arrays.stream(calls).collect(Collectors.toUnmodifiableMap(Named::name, Named::calls));
  }
}
