package io.sluice.broker.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers, sizes and durations as people write them. */
final class Quantity {
  /** Ten digits keep every product below within a long. */
  private static final Pattern NUMBER = Pattern.compile("(-?[0-9]{1,10})([A-Za-z]*)");

  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Quantity() {}

  static Optional<Long> number(String text) {
    return scaled(text, Map.of("", 1L));
  }

  static Optional<Long> size(String text) {
    return scaled(text, BYTES);
  }

  static Optional<Duration> duration(String text) {
    return scaled(text, MILLIS).map(Duration::ofMillis);
  }

  private static Optional<Long> scaled(String text, Map<String, Long> units) {
    var matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.ofNullable(units.get(matcher.group(2))).map(unit -> number * unit);
  }

  static String ofSize(long bytes) {
    return inLargest(bytes, BYTES, "B");
  }

  static String ofDuration(Duration duration) {
    return inLargest(duration.toMillis(), MILLIS, "ms");
  }

  private static String inLargest(long amount, Map<String, Long> units, String smallest) {
    return units.entrySet().stream()
        .filter(unit -> amount != 0 && amount % unit.getValue() == 0)
        .max(Map.Entry.comparingByValue())
        .map(unit -> amount / unit.getValue() + unit.getKey())
        .orElse(amount + smallest);
  }
}
