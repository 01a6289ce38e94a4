package io.sluice.rules.language;

import static io.sluice.rules.language.Call.named;
import static io.sluice.rules.language.Call.ofClass;
import static io.sluice.rules.language.Call.ofMany;
import static io.sluice.rules.language.ValueType.DATE;
import static io.sluice.rules.language.ValueType.DATE_TIME;
import static io.sluice.rules.language.ValueType.DAY;
import static io.sluice.rules.language.ValueType.DECIMAL;
import static io.sluice.rules.language.ValueType.DURATION;
import static io.sluice.rules.language.ValueType.INSTANT;
import static io.sluice.rules.language.ValueType.TEXT;
import static io.sluice.rules.language.ValueType.TEXTS;
import static io.sluice.rules.language.ValueType.TEXT_LIST;
import static io.sluice.rules.language.ValueType.TIME;
import static io.sluice.rules.language.ValueType.TRUTH;
import static io.sluice.rules.language.ValueType.WHOLE;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The classes of the platform that rules may call, and of each what they may call. */
final class ClassCalls {
  private ClassCalls() {}

  /** The calls by name, by the class's full name. */
  static Map<String, Map<String, List<Call>>> all() {
    return Map.ofEntries(
        Map.entry(Math.class.getName(), math()),
        Map.entry(String.class.getName(), string()),
        Map.entry(
            Long.class.getName(),
            Call.table(named("parseLong", parsed(WHOLE, g -> Long.parseLong(g.text(0).strip()))))),
        Map.entry(
            Integer.class.getName(),
            Call.table(
                named("parseInt", parsed(WHOLE, g -> (long) Integer.parseInt(g.text(0).strip()))))),
        Map.entry(
            Double.class.getName(),
            Call.table(
                named("parseDouble", parsed(DECIMAL, g -> Double.parseDouble(g.text(0).strip()))))),
        Map.entry(
            Boolean.class.getName(),
            Call.table(
                named("parseBoolean", ofClass(TRUTH, g -> Boolean.parseBoolean(g.text(0)), TEXT)))),
        Map.entry(
            Set.class.getName(),
            Call.table(named("of", ofMany(TEXTS, g -> Set.copyOf(g.values()), TEXT)))),
        Map.entry(
            List.class.getName(), Call.table(named("of", ofMany(TEXT_LIST, Given::values, TEXT)))),
        Map.entry(
            Collections.class.getName(),
            Call.table(
                named(
                    "disjoint",
                    ofClass(
                        TRUTH,
                        g -> Collections.disjoint(new HashSet<Object>(g.texts(0)), g.texts(1)),
                        TEXTS,
                        TEXTS)))),
        Map.entry(Pattern.class.getName(), Call.table(named("matches", patternMatches()))),
        Map.entry(
            DayOfWeek.class.getName(),
            Call.table(
                named(
                    "of",
                    ofClass(DAY, g -> DayOfWeek.of(Math.toIntExact(g.whole(0))), WHOLE)
                        .partial()))),
        Map.entry(LocalDate.class.getName(), localDate()),
        Map.entry(LocalTime.class.getName(), localTime()),
        Map.entry(LocalDateTime.class.getName(), localDateTime()),
        Map.entry(Instant.class.getName(), instant()),
        Map.entry(Duration.class.getName(), duration()));
  }

  private static Call parsed(ValueType result, java.util.function.Function<Given, Object> how) {
    return ofClass(result, how, TEXT).partial();
  }

  /** {@code Pattern.matches("a.*", user)}. */
  private static Call patternMatches() {
    return new Call(
        List.of(new Parameter.RegularExpression(), new Parameter.Of(TEXT)),
        false,
        TRUTH,
        Call.Kind.PARTIAL,
        (_, g) -> Patterns.matches(g.pattern(0), g.text(1)));
  }

  private static Map<String, List<Call>> math() {
    return Call.table(
        named(
            "abs",
            ofClass(WHOLE, g -> Math.absExact(g.whole(0)), WHOLE).partial(),
            ofClass(DECIMAL, g -> Math.abs(g.decimal(0)), DECIMAL)),
        named(
            "min",
            ofClass(WHOLE, g -> Math.min(g.whole(0), g.whole(1)), WHOLE, WHOLE),
            ofClass(DECIMAL, g -> Math.min(g.decimal(0), g.decimal(1)), DECIMAL, DECIMAL)),
        named(
            "max",
            ofClass(WHOLE, g -> Math.max(g.whole(0), g.whole(1)), WHOLE, WHOLE),
            ofClass(DECIMAL, g -> Math.max(g.decimal(0), g.decimal(1)), DECIMAL, DECIMAL)),
        named("floor", ofClass(DECIMAL, g -> Math.floor(g.decimal(0)), DECIMAL)),
        named("ceil", ofClass(DECIMAL, g -> Math.ceil(g.decimal(0)), DECIMAL)),
        named("round", ofClass(WHOLE, g -> Math.round(g.decimal(0)), DECIMAL)),
        named("sqrt", ofClass(DECIMAL, g -> Math.sqrt(g.decimal(0)), DECIMAL)),
        named("pow", ofClass(DECIMAL, g -> Math.pow(g.decimal(0), g.decimal(1)), DECIMAL, DECIMAL)),
        named("log10", ofClass(DECIMAL, g -> Math.log10(g.decimal(0)), DECIMAL)),
        named(
            "floorMod",
            ofClass(WHOLE, g -> Math.floorMod(g.whole(0), g.whole(1)), WHOLE, WHOLE).partial()),
        named(
            "floorDiv",
            ofClass(WHOLE, g -> Math.floorDiv(g.whole(0), g.whole(1)), WHOLE, WHOLE).partial()));
  }

  private static Map<String, List<Call>> string() {
    return Call.table(
        named(
            "valueOf",
            new Call(
                List.of(new Parameter.Shown()),
                false,
                TEXT,
                Call.Kind.TOTAL,
                (_, g) -> String.valueOf(g.as(0, Object.class)))),
        named(
            "join",
            ofClass(TEXT, g -> joined(g.text(0), Given.ordered(g.texts(1))), TEXT, TEXT_LIST)
                .partial(),
            ofClass(TEXT, g -> joined(g.text(0), Given.ordered(g.texts(1))), TEXT, TEXTS)
                .partial()));
  }

  private static String joined(String separator, List<String> texts) {
    long length = (long) separator.length() * texts.size();
    for (String text : texts) {
      length += text.length();
    }
    TextBound.check(length);
    return String.join(separator, texts);
  }

  private static int small(Given given, int index) {
    return Math.toIntExact(given.whole(index));
  }

  private static Map<String, List<Call>> localDate() {
    return Call.table(
        named(
            "of",
            ofClass(
                    DATE,
                    g -> LocalDate.of(small(g, 0), small(g, 1), small(g, 2)),
                    WHOLE,
                    WHOLE,
                    WHOLE)
                .partial()),
        named("parse", parsed(DATE, g -> LocalDate.parse(g.text(0)))),
        named("ofEpochDay", ofClass(DATE, g -> LocalDate.ofEpochDay(g.whole(0)), WHOLE).partial()));
  }

  private static Map<String, List<Call>> localTime() {
    return Call.table(
        named(
            "of",
            ofClass(TIME, g -> LocalTime.of(small(g, 0), small(g, 1)), WHOLE, WHOLE).partial(),
            ofClass(
                    TIME,
                    g -> LocalTime.of(small(g, 0), small(g, 1), small(g, 2)),
                    WHOLE,
                    WHOLE,
                    WHOLE)
                .partial()),
        named("parse", parsed(TIME, g -> LocalTime.parse(g.text(0)))));
  }

  private static Map<String, List<Call>> localDateTime() {
    return Call.table(
        named(
            "of",
            ofClass(
                DATE_TIME,
                g -> LocalDateTime.of(g.as(0, LocalDate.class), g.as(1, LocalTime.class)),
                DATE,
                TIME)),
        named("parse", parsed(DATE_TIME, g -> LocalDateTime.parse(g.text(0)))));
  }

  private static Map<String, List<Call>> instant() {
    return Call.table(
        named("parse", parsed(INSTANT, g -> Instant.parse(g.text(0)))),
        named(
            "ofEpochSecond",
            ofClass(INSTANT, g -> Instant.ofEpochSecond(g.whole(0)), WHOLE).partial()),
        named("ofEpochMilli", ofClass(INSTANT, g -> Instant.ofEpochMilli(g.whole(0)), WHOLE)));
  }

  private static Map<String, List<Call>> duration() {
    return Call.table(
        named("ofDays", ofClass(DURATION, g -> Duration.ofDays(g.whole(0)), WHOLE).partial()),
        named("ofHours", ofClass(DURATION, g -> Duration.ofHours(g.whole(0)), WHOLE).partial()),
        named("ofMinutes", ofClass(DURATION, g -> Duration.ofMinutes(g.whole(0)), WHOLE).partial()),
        named("ofSeconds", ofClass(DURATION, g -> Duration.ofSeconds(g.whole(0)), WHOLE)),
        named("parse", parsed(DURATION, g -> Duration.parse(g.text(0)))),
        named(
            "between",
            ofClass(
                DURATION,
                g -> Duration.between(g.as(0, Instant.class), g.as(1, Instant.class)),
                INSTANT,
                INSTANT),
            ofClass(
                DURATION,
                g -> Duration.between(g.as(0, LocalDateTime.class), g.as(1, LocalDateTime.class)),
                DATE_TIME,
                DATE_TIME),
            ofClass(
                DURATION,
                g -> Duration.between(g.as(0, LocalTime.class), g.as(1, LocalTime.class)),
                TIME,
                TIME)));
  }
}
