package io.sluice.broker.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Reads a {@link SeenMoment} out of JSON, where time is seconds with nine decimals. */
final class PastMoment {
  private final JsonCursor in;
  private Instant instant = Instant.EPOCH;
  private int offsetSeconds;

  private PastMoment(JsonCursor in) {
    this.in = in;
  }

  static SeenMoment read(JsonCursor in) throws IOException {
    var fields = new PastMoment(in);
    in.object(fields::field);
    return new SeenMoment(fields.instant, fields.offsetSeconds);
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "instant" -> instant = Instant.EPOCH.plus(seconds(in));
      case "offsetSeconds" -> offsetSeconds = in.integer();
      default -> in.skip();
    }
  }

  static Duration seconds(JsonCursor in) throws IOException {
    String text = in.text();
    int point = text.indexOf('.');
    if (point < 0) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    String nanos = (text.substring(point + 1) + "000000000").substring(0, 9);
    return Duration.ofSeconds(Long.parseLong(text.substring(0, point)), Long.parseLong(nanos));
  }
}
