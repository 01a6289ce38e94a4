package io.sluice.rules.language;

import static io.sluice.rules.language.Call.matching;
import static io.sluice.rules.language.Call.named;
import static io.sluice.rules.language.Call.on;
import static io.sluice.rules.language.Call.property;
import static io.sluice.rules.language.ValueType.TEXT;
import static io.sluice.rules.language.ValueType.TEXT_LIST;
import static io.sluice.rules.language.ValueType.TRUTH;
import static io.sluice.rules.language.ValueType.WHOLE;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The calls on texts: those of {@link String}. A place beyond the text's end is its end, so that a
 * short name of a client can't make a rule fail.
 */
final class TextCalls {
  private TextCalls() {}

  static Map<String, List<Call>> all() {
    return Call.table(
        named("length", property(String.class, WHOLE, s -> (long) s.length())),
        named("isEmpty", property(String.class, TRUTH, String::isEmpty)),
        named("isBlank", property(String.class, TRUTH, String::isBlank)),
        named("toLowerCase", property(String.class, TEXT, s -> s.toLowerCase(Locale.ROOT))),
        named("toUpperCase", property(String.class, TEXT, s -> s.toUpperCase(Locale.ROOT))),
        named("trim", property(String.class, TEXT, String::strip)),
        named("strip", property(String.class, TEXT, String::strip)),
        named("stripLeading", property(String.class, TEXT, String::stripLeading)),
        named("stripTrailing", property(String.class, TEXT, String::stripTrailing)),
        named("hashCode", property(String.class, WHOLE, s -> (long) s.hashCode())),
        named("startsWith", on(String.class, TRUTH, (s, g) -> s.startsWith(g.text(0)), TEXT)),
        named("endsWith", on(String.class, TRUTH, (s, g) -> s.endsWith(g.text(0)), TEXT)),
        named("contains", on(String.class, TRUTH, (s, g) -> s.contains(g.text(0)), TEXT)),
        named("equals", on(String.class, TRUTH, (s, g) -> s.equals(g.text(0)), TEXT)),
        named(
            "equalsIgnoreCase",
            on(String.class, TRUTH, (s, g) -> s.equalsIgnoreCase(g.text(0)), TEXT)),
        named("compareTo", on(String.class, WHOLE, (s, g) -> (long) s.compareTo(g.text(0)), TEXT)),
        named(
            "compareToIgnoreCase",
            on(String.class, WHOLE, (s, g) -> (long) s.compareToIgnoreCase(g.text(0)), TEXT)),
        named(
            "indexOf",
            on(String.class, WHOLE, (s, g) -> (long) s.indexOf(g.text(0)), TEXT),
            on(
                String.class,
                WHOLE,
                (s, g) -> (long) s.indexOf(g.text(0), g.place(1)),
                TEXT,
                WHOLE)),
        named(
            "lastIndexOf",
            on(String.class, WHOLE, (s, g) -> (long) s.lastIndexOf(g.text(0)), TEXT)),
        named(
            "substring",
            on(String.class, TEXT, (s, g) -> cut(s, g.place(0), s.length()), WHOLE),
            on(String.class, TEXT, (s, g) -> cut(s, g.place(0), g.place(1)), WHOLE, WHOLE)),
        named(
            "charAt", on(String.class, TEXT, (s, g) -> cut(s, g.place(0), g.place(0) + 1L), WHOLE)),
        named("concat", on(String.class, TEXT, (s, g) -> TextBound.join(s, g.text(0)), TEXT)),
        named(
            "replace",
            on(String.class, TEXT, (s, g) -> TextBound.replace(s, g.text(0), g.text(1)), TEXT, TEXT)
                .partial()),
        named(
            "repeat",
            on(String.class, TEXT, (s, g) -> TextBound.repeat(s, g.whole(0)), WHOLE).partial()),
        named("matches", matching(TRUTH, (s, g) -> Patterns.matches(g.pattern(0), s))),
        named("find", matching(TRUTH, (s, g) -> Patterns.find(g.pattern(0), s))),
        named(
            "capture",
            matching(TEXT, (s, g) -> Patterns.capture(g.pattern(0), s, 1)),
            matching(TEXT, (s, g) -> Patterns.capture(g.pattern(0), s, g.whole(1)), WHOLE)),
        named(
            "replaceAll",
            matching(TEXT, (s, g) -> Patterns.replace(g.pattern(0), s, g.text(1), true), TEXT)),
        named(
            "replaceFirst",
            matching(TEXT, (s, g) -> Patterns.replace(g.pattern(0), s, g.text(1), false), TEXT)),
        named("split", matching(TEXT_LIST, (s, g) -> Patterns.split(g.pattern(0), s))));
  }

  private static String cut(String text, long from, long to) {
    int start = Math.clamp(from, 0, text.length());
    int end = Math.clamp(to, 0, text.length());
    return start < end ? text.substring(start, end) : "";
  }
}
