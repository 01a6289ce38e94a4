package io.sluice.rules.language;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All calls that rules may use on values. The second half of the wall that {@link FactTypes}
 * begins: each of them ends soon, needs little memory, and reaches nothing beyond its value.
 */
final class Calls {
  private final Map<ValueType, Map<String, Call>> byType =
      Map.of(
          ValueType.TEXT, text(),
          ValueType.TEXTS, texts(),
          ValueType.TEXT_MAP, textMap(),
          ValueType.DAY, day(),
          ValueType.DATE, date(),
          ValueType.TIME, time());

  /** The calls on values of a type, by name. */
  Map<String, Call> on(ValueType type) {
    return byType.getOrDefault(type, Map.of());
  }

  private static Map<String, Call> text() {
    return Map.ofEntries(
        Map.entry("length", Call.of(String.class, ValueType.WHOLE, s -> (long) s.length())),
        Map.entry("isEmpty", Call.of(String.class, ValueType.TRUTH, String::isEmpty)),
        Map.entry("isBlank", Call.of(String.class, ValueType.TRUTH, String::isBlank)),
        Map.entry(
            "toLowerCase", Call.of(String.class, ValueType.TEXT, s -> s.toLowerCase(Locale.ROOT))),
        Map.entry(
            "toUpperCase", Call.of(String.class, ValueType.TEXT, s -> s.toUpperCase(Locale.ROOT))),
        Map.entry("trim", Call.of(String.class, ValueType.TEXT, String::strip)),
        Map.entry("strip", Call.of(String.class, ValueType.TEXT, String::strip)),
        Map.entry("startsWith", Call.ofText(String.class, ValueType.TRUTH, String::startsWith)),
        Map.entry("endsWith", Call.ofText(String.class, ValueType.TRUTH, String::endsWith)),
        Map.entry("contains", Call.ofText(String.class, ValueType.TRUTH, String::contains)),
        Map.entry("equals", Call.ofText(String.class, ValueType.TRUTH, String::equals)),
        Map.entry(
            "equalsIgnoreCase",
            Call.ofText(String.class, ValueType.TRUTH, String::equalsIgnoreCase)));
  }

  private static Map<String, Call> texts() {
    return Map.of(
        "size", Call.ofSet(ValueType.WHOLE, set -> (long) set.size()),
        "isEmpty", Call.ofSet(ValueType.TRUTH, Set::isEmpty),
        "contains",
            new Call(
                Optional.of(ValueType.TEXT),
                ValueType.TRUTH,
                (set, text) -> ((Set<?>) set).contains(text)));
  }

  private static Map<String, Call> textMap() {
    return Map.of(
        "size",
        Call.ofMap(ValueType.WHOLE, map -> (long) map.size()),
        "isEmpty",
        Call.ofMap(ValueType.TRUTH, Map::isEmpty),
        "containsKey",
        new Call(
            Optional.of(ValueType.TEXT),
            ValueType.TRUTH,
            (map, key) -> ((Map<?, ?>) map).containsKey(key)),
        "get",
        new Call(
            Optional.of(ValueType.TEXT),
            ValueType.TEXT,
            (map, key) -> entry((Map<?, ?>) map, (String) key)));
  }

  /** A map's entry; an empty text when there is none, as everywhere in the facts. */
  static Object entry(Map<?, ?> map, String key) {
    Object found = map.get(key);
    return found == null ? "" : found;
  }

  private static Map<String, Call> day() {
    return Map.of(
        "name", Call.of(DayOfWeek.class, ValueType.TEXT, DayOfWeek::name),
        "value", Call.of(DayOfWeek.class, ValueType.WHOLE, day -> (long) day.getValue()));
  }

  private static Map<String, Call> date() {
    return Map.of(
        "year", Call.of(LocalDate.class, ValueType.WHOLE, d -> (long) d.getYear()),
        "monthValue", Call.of(LocalDate.class, ValueType.WHOLE, d -> (long) d.getMonthValue()),
        "dayOfMonth", Call.of(LocalDate.class, ValueType.WHOLE, d -> (long) d.getDayOfMonth()),
        "dayOfYear", Call.of(LocalDate.class, ValueType.WHOLE, d -> (long) d.getDayOfYear()),
        "lengthOfMonth", Call.of(LocalDate.class, ValueType.WHOLE, d -> (long) d.lengthOfMonth()));
  }

  private static Map<String, Call> time() {
    return Map.of(
        "hour", Call.of(LocalTime.class, ValueType.WHOLE, t -> (long) t.getHour()),
        "minute", Call.of(LocalTime.class, ValueType.WHOLE, t -> (long) t.getMinute()));
  }
}
