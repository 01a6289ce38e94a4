package io.sluice.rules.language;

import static io.sluice.rules.language.Call.named;
import static io.sluice.rules.language.ValueType.TEXT;
import static io.sluice.rules.language.ValueType.TEXTS;
import static io.sluice.rules.language.ValueType.TEXT_LIST;
import static io.sluice.rules.language.ValueType.TRUTH;
import static io.sluice.rules.language.ValueType.WHOLE;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The calls on sets, lists and maps of texts: what is not there is an empty text. */
final class CollectionCalls {
  private CollectionCalls() {}

  private static Call ofTexts(
      ValueType result, BiFunction<Collection<?>, Given, Object> how, ValueType... takes) {
    return Call.on(Object.class, result, (texts, g) -> how.apply((Collection<?>) texts, g), takes);
  }

  private static Call ofList(
      ValueType result, BiFunction<List<?>, Given, Object> how, ValueType... takes) {
    return Call.on(Object.class, result, (list, g) -> how.apply((List<?>) list, g), takes);
  }

  private static Call ofMap(
      ValueType result, BiFunction<Map<?, ?>, Given, Object> how, ValueType... takes) {
    return Call.on(Object.class, result, (map, g) -> how.apply((Map<?, ?>) map, g), takes);
  }

  static Map<String, List<Call>> texts() {
    return Call.table(
        named("size", ofTexts(WHOLE, (texts, _) -> (long) texts.size())),
        named("isEmpty", ofTexts(TRUTH, (texts, _) -> texts.isEmpty())),
        named("contains", ofTexts(TRUTH, (c, g) -> c.contains(g.text(0)), TEXT)),
        named(
            "containsAll",
            ofTexts(TRUTH, (c, g) -> new HashSet<Object>(c).containsAll(g.texts(0)), TEXTS)),
        named(
            "containsAny", ofTexts(TRUTH, (c, g) -> !Collections.disjoint(c, g.texts(0)), TEXTS)));
  }

  static Map<String, List<Call>> textList() {
    var calls = new HashMap<>(texts());
    calls.putAll(
        Call.table(
            named("get", ofList(TEXT, (list, g) -> at(list, g.whole(0)), WHOLE)),
            named("getFirst", ofList(TEXT, (list, _) -> at(list, 0))),
            named("getLast", ofList(TEXT, (list, _) -> at(list, list.size() - 1L))),
            named("indexOf", ofList(WHOLE, (list, g) -> (long) list.indexOf(g.text(0)), TEXT))));
    return Map.copyOf(calls);
  }

  private static Object at(List<?> list, long index) {
    return index < 0 || index >= list.size() ? "" : list.get((int) index);
  }

  static Map<String, List<Call>> textMap() {
    return Call.table(
        named("size", ofMap(WHOLE, (map, _) -> (long) map.size())),
        named("isEmpty", ofMap(TRUTH, (map, _) -> map.isEmpty())),
        named("containsKey", ofMap(TRUTH, (map, g) -> map.containsKey(g.text(0)), TEXT)),
        named("containsValue", ofMap(TRUTH, (map, g) -> map.containsValue(g.text(0)), TEXT)),
        named("get", ofMap(TEXT, (map, g) -> entry(map, g.text(0)), TEXT)),
        named(
            "getOrDefault", ofMap(TEXT, (map, g) -> orElse(map, g.text(0), g.text(1)), TEXT, TEXT)),
        named("keySet", ofMap(TEXTS, (map, _) -> map.keySet())),
        named("values", ofMap(TEXT_LIST, (map, _) -> Given.ordered(map.values()))));
  }

  /** A map's entry; an empty text when there is none, as everywhere in the facts. */
  static Object entry(Map<?, ?> map, String key) {
    return orElse(map, key, "");
  }

  private static Object orElse(Map<?, ?> map, String key, String absent) {
    Object found = map.get(key);
    return found == null ? absent : found;
  }
}
