package io.sluice.admin.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number and {@code ms}, {@code s}, {@code m}, ... */
public final class TimeSpan {
  /** Seven digits keep every product within a long. */
  private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,6})(ms|s|m|h|d)");

  private static final Map<String, Duration> UNITS = units();

  private TimeSpan() {}

  private static Map<String, Duration> units() {
    var units = new LinkedHashMap<String, Duration>();
    units.put("d", Duration.ofDays(1));
    units.put("h", Duration.ofHours(1));
    units.put("m", Duration.ofMinutes(1));
    units.put("s", Duration.ofSeconds(1));
    units.put("ms", Duration.ofMillis(1));
    return units;
  }

  /**
   * Reads a duration that is more than nothing.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static Duration parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "'%s' (expected: a duration such as 90s, 10m or 2h, in ms, s, m, h or d)"
              .formatted(text));
    }
    Duration unit = UNITS.getOrDefault(written.group(2), Duration.ZERO);
    return unit.multipliedBy(Long.parseLong(written.group(1)));
  }

  /** Writes a duration in its largest unit, so that {@link #parse} reads it again. */
  public static String text(Duration time) {
    long millis = time.toMillis();
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      if (millis % unit.getValue().toMillis() == 0) {
        return millis / unit.getValue().toMillis() + unit.getKey();
      }
    }
    throw new IllegalArgumentException(time + ": no whole milliseconds");
  }
}
