package io.sluice.rules.decision;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a statement may wait, as rules write it: {@code 90s}, {@code 5m} or {@code 2h}. */
public final class WaitingTime {
  private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,6})(s|m|h)");
  private static final Duration LONGEST = Duration.ofHours(24);

  private WaitingTime() {}

  /**
   * Reads a waiting time.
   *
   * @throws IllegalArgumentException unless the text is one, from 1 second to 24 hours
   */
  public static Duration parse(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw malformed(text);
    }
    long count = Long.parseLong(written.group(1));
    Duration time =
        switch (written.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        };
    if (time.compareTo(LONGEST) > 0) {
      throw malformed(text);
    }
    return time;
  }

  /** The text of a waiting time in its largest unit, such as {@code 90s}. */
  public static String text(Duration time) {
    long seconds = time.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "maxQueued: '%s' (expected: a time up to 24 hours, such as \"90s\", \"5m\" or \"2h\")"
            .formatted(text));
  }
}
