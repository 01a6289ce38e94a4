package io.sluice.rules.language;

import java.util.List;
import java.util.Map;

/**
 * All calls that rules may use on values. The second half of the wall that {@link FactTypes}
 * begins: each of them ends soon, needs little memory, and reaches nothing beyond its value.
 */
final class Calls {
  private final Map<ValueType, Map<String, List<Call>>> byType =
      Map.of(
          ValueType.TEXT, TextCalls.all(),
          ValueType.TEXTS, CollectionCalls.texts(),
          ValueType.TEXT_LIST, CollectionCalls.textList(),
          ValueType.TEXT_MAP, CollectionCalls.textMap(),
          ValueType.DAY, TimeCalls.day(),
          ValueType.DATE, TimeCalls.date(),
          ValueType.TIME, TimeCalls.time(),
          ValueType.DATE_TIME, TimeCalls.dateTime(),
          ValueType.INSTANT, TimeCalls.instant(),
          ValueType.DURATION, TimeCalls.duration());

  /** The calls on values of a type, by name. */
  Map<String, List<Call>> on(ValueType type) {
    return byType.getOrDefault(type, Map.of());
  }
}
