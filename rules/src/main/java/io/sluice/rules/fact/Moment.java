package io.sluice.rules.fact;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When the statement came, in the configured zone. Rules never read a clock: the same moment gives
 * the same decision, today or in a replay.
 *
 * @param instant the moment itself
 * @param date its date in the zone
 * @param time its time of day in the zone
 * @param hour 0 to 23
 * @param dayOfWeek Monday to Sunday
 * @param weekend whether it is a Saturday or a Sunday
 */
public record Moment(
    Instant instant,
    LocalDate date,
    LocalTime time,
    int hour,
    DayOfWeek dayOfWeek,
    boolean weekend) {

  public static Moment at(Instant instant, ZoneId zone) {
    var local = instant.atZone(zone);
    var day = local.getDayOfWeek();
    return new Moment(
        instant,
        local.toLocalDate(),
        local.toLocalTime(),
        local.getHour(),
        day,
        day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY);
  }
}
