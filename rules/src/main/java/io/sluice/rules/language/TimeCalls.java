package io.sluice.rules.language;

import static io.sluice.rules.language.Call.named;
import static io.sluice.rules.language.Call.on;
import static io.sluice.rules.language.Call.property;
import static io.sluice.rules.language.ValueType.DATE;
import static io.sluice.rules.language.ValueType.DATE_TIME;
import static io.sluice.rules.language.ValueType.DAY;
import static io.sluice.rules.language.ValueType.DURATION;
import static io.sluice.rules.language.ValueType.INSTANT;
import static io.sluice.rules.language.ValueType.TEXT;
import static io.sluice.rules.language.ValueType.TIME;
import static io.sluice.rules.language.ValueType.TRUTH;
import static io.sluice.rules.language.ValueType.WHOLE;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The calls on days, dates, times, instants and durations: those of java.time. */
final class TimeCalls {
  private TimeCalls() {}

  static Map<String, List<Call>> day() {
    return Call.table(
        named("name", property(DayOfWeek.class, TEXT, DayOfWeek::name)),
        named("value", property(DayOfWeek.class, WHOLE, day -> (long) day.getValue())),
        named("plus", on(DayOfWeek.class, DAY, (day, g) -> day.plus(g.whole(0)), WHOLE)),
        named("minus", on(DayOfWeek.class, DAY, (day, g) -> day.minus(g.whole(0)), WHOLE)));
  }

  static Map<String, List<Call>> date() {
    return Call.table(
        named("year", property(LocalDate.class, WHOLE, d -> (long) d.getYear())),
        named("month", property(LocalDate.class, TEXT, d -> d.getMonth().name())),
        named("monthValue", property(LocalDate.class, WHOLE, d -> (long) d.getMonthValue())),
        named("dayOfMonth", property(LocalDate.class, WHOLE, d -> (long) d.getDayOfMonth())),
        named("dayOfYear", property(LocalDate.class, WHOLE, d -> (long) d.getDayOfYear())),
        named("dayOfWeek", property(LocalDate.class, DAY, LocalDate::getDayOfWeek)),
        named("lengthOfMonth", property(LocalDate.class, WHOLE, d -> (long) d.lengthOfMonth())),
        named("lengthOfYear", property(LocalDate.class, WHOLE, d -> (long) d.lengthOfYear())),
        named("isLeapYear", property(LocalDate.class, TRUTH, LocalDate::isLeapYear)),
        named("toEpochDay", property(LocalDate.class, WHOLE, LocalDate::toEpochDay)),
        named("plusDays", moved(LocalDate.class, DATE, LocalDate::plusDays)),
        named("minusDays", moved(LocalDate.class, DATE, LocalDate::minusDays)),
        named("plusWeeks", moved(LocalDate.class, DATE, LocalDate::plusWeeks)),
        named("minusWeeks", moved(LocalDate.class, DATE, LocalDate::minusWeeks)),
        named("plusMonths", moved(LocalDate.class, DATE, LocalDate::plusMonths)),
        named("minusMonths", moved(LocalDate.class, DATE, LocalDate::minusMonths)),
        named("plusYears", moved(LocalDate.class, DATE, LocalDate::plusYears)),
        named("minusYears", moved(LocalDate.class, DATE, LocalDate::minusYears)),
        named(
            "withDayOfMonth",
            moved(LocalDate.class, DATE, (d, n) -> d.withDayOfMonth(Math.clamp(n, 0, 99)))),
        named("atStartOfDay", property(LocalDate.class, DATE_TIME, LocalDate::atStartOfDay)),
        named(
            "atTime",
            on(LocalDate.class, DATE_TIME, (d, g) -> d.atTime(g.as(0, LocalTime.class)), TIME)),
        named(
            "isBefore",
            on(LocalDate.class, TRUTH, (d, g) -> d.isBefore(g.as(0, LocalDate.class)), DATE)),
        named(
            "isAfter",
            on(LocalDate.class, TRUTH, (d, g) -> d.isAfter(g.as(0, LocalDate.class)), DATE)),
        named(
            "isEqual",
            on(LocalDate.class, TRUTH, (d, g) -> d.isEqual(g.as(0, LocalDate.class)), DATE)));
  }

  static Map<String, List<Call>> time() {
    return Call.table(
        named("hour", property(LocalTime.class, WHOLE, t -> (long) t.getHour())),
        named("minute", property(LocalTime.class, WHOLE, t -> (long) t.getMinute())),
        named("second", property(LocalTime.class, WHOLE, t -> (long) t.getSecond())),
        named("toSecondOfDay", property(LocalTime.class, WHOLE, t -> (long) t.toSecondOfDay())),
        named("plusHours", moved(LocalTime.class, TIME, LocalTime::plusHours)),
        named("minusHours", moved(LocalTime.class, TIME, LocalTime::minusHours)),
        named("plusMinutes", moved(LocalTime.class, TIME, LocalTime::plusMinutes)),
        named("minusMinutes", moved(LocalTime.class, TIME, LocalTime::minusMinutes)),
        named(
            "isBefore",
            on(LocalTime.class, TRUTH, (t, g) -> t.isBefore(g.as(0, LocalTime.class)), TIME)),
        named(
            "isAfter",
            on(LocalTime.class, TRUTH, (t, g) -> t.isAfter(g.as(0, LocalTime.class)), TIME)));
  }

  static Map<String, List<Call>> dateTime() {
    return Call.table(
        named("toLocalDate", property(LocalDateTime.class, DATE, LocalDateTime::toLocalDate)),
        named("toLocalTime", property(LocalDateTime.class, TIME, LocalDateTime::toLocalTime)),
        named("dayOfWeek", property(LocalDateTime.class, DAY, LocalDateTime::getDayOfWeek)),
        named("hour", property(LocalDateTime.class, WHOLE, t -> (long) t.getHour())),
        named("minute", property(LocalDateTime.class, WHOLE, t -> (long) t.getMinute())),
        named("plusDays", moved(LocalDateTime.class, DATE_TIME, LocalDateTime::plusDays)),
        named("minusDays", moved(LocalDateTime.class, DATE_TIME, LocalDateTime::minusDays)),
        named("plusHours", moved(LocalDateTime.class, DATE_TIME, LocalDateTime::plusHours)),
        named("minusHours", moved(LocalDateTime.class, DATE_TIME, LocalDateTime::minusHours)),
        named("plusMinutes", moved(LocalDateTime.class, DATE_TIME, LocalDateTime::plusMinutes)),
        named("minusMinutes", moved(LocalDateTime.class, DATE_TIME, LocalDateTime::minusMinutes)),
        named(
            "isBefore",
            on(
                LocalDateTime.class,
                TRUTH,
                (t, g) -> t.isBefore(g.as(0, LocalDateTime.class)),
                DATE_TIME)),
        named(
            "isAfter",
            on(
                LocalDateTime.class,
                TRUTH,
                (t, g) -> t.isAfter(g.as(0, LocalDateTime.class)),
                DATE_TIME)));
  }

  static Map<String, List<Call>> instant() {
    return Call.table(
        named("epochSecond", property(Instant.class, WHOLE, Instant::getEpochSecond)),
        named("toEpochMilli", property(Instant.class, WHOLE, Instant::toEpochMilli).partial()),
        named("plusSeconds", moved(Instant.class, INSTANT, Instant::plusSeconds)),
        named("minusSeconds", moved(Instant.class, INSTANT, Instant::minusSeconds)),
        named(
            "plus",
            on(Instant.class, INSTANT, (i, g) -> i.plus(g.as(0, Duration.class)), DURATION)
                .partial()),
        named(
            "minus",
            on(Instant.class, INSTANT, (i, g) -> i.minus(g.as(0, Duration.class)), DURATION)
                .partial()),
        named(
            "isBefore",
            on(Instant.class, TRUTH, (i, g) -> i.isBefore(g.as(0, Instant.class)), INSTANT)),
        named(
            "isAfter",
            on(Instant.class, TRUTH, (i, g) -> i.isAfter(g.as(0, Instant.class)), INSTANT)));
  }

  static Map<String, List<Call>> duration() {
    return Call.table(
        named("toDays", property(Duration.class, WHOLE, Duration::toDays)),
        named("toHours", property(Duration.class, WHOLE, Duration::toHours)),
        named("toMinutes", property(Duration.class, WHOLE, Duration::toMinutes)),
        named("toSeconds", property(Duration.class, WHOLE, Duration::toSeconds)),
        named("toMillis", property(Duration.class, WHOLE, Duration::toMillis).partial()),
        named("isZero", property(Duration.class, TRUTH, Duration::isZero)),
        named("isNegative", property(Duration.class, TRUTH, Duration::isNegative)),
        named(
            "plus",
            on(Duration.class, DURATION, (d, g) -> d.plus(g.as(0, Duration.class)), DURATION)
                .partial()),
        named(
            "minus",
            on(Duration.class, DURATION, (d, g) -> d.minus(g.as(0, Duration.class)), DURATION)
                .partial()));
  }

  /** A call that moves a point in time by a number; it fails beyond the end of the calendar. */
  private static <T> Call moved(Class<T> type, ValueType result, BiFunction<T, Long, Object> by) {
    return on(type, result, (point, given) -> by.apply(point, given.whole(0)), WHOLE).partial();
  }
}
