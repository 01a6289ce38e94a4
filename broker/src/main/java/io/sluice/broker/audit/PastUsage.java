package io.sluice.broker.audit;

import io.sluice.rules.fact.Usage;
import java.io.IOException;
import java.util.List;

/** Reads a {@link Usage} out of JSON; zeros have been left out. */
final class PastUsage {
  private final JsonCursor in;
  private String kind = "";
  private String name = "";
  private int running;
  private int queued;
  private long queriesLastHour;
  private double cpuSecondsLastHour;
  private long bytesLastHour;
  private long queriesLastDay;
  private double cpuSecondsLastDay;
  private long bytesLastDay;

  private PastUsage(JsonCursor in) {
    this.in = in;
  }

  static void readAll(JsonCursor in, List<Usage> usages) throws IOException {
    in.objects(() -> {
      var fields = new PastUsage(in);
      in.fields(fields::field);
      usages.add(fields.usage());
    });
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "kind" -> kind = in.text();
      case "name" -> name = in.text();
      case "running" -> running = in.integer();
      case "queued" -> queued = in.integer();
      case "queriesLastHour" -> queriesLastHour = in.number();
      case "cpuSecondsLastHour" -> cpuSecondsLastHour = in.decimal();
      case "bytesLastHour" -> bytesLastHour = in.number();
      case "queriesLastDay" -> queriesLastDay = in.number();
      case "cpuSecondsLastDay" -> cpuSecondsLastDay = in.decimal();
      case "bytesLastDay" -> bytesLastDay = in.number();
      default -> in.skip();
    }
  }

  private Usage usage() {
    return new Usage(
        kind,
        name,
        running,
        queued,
        queriesLastHour,
        cpuSecondsLastHour,
        bytesLastHour,
        queriesLastDay,
        cpuSecondsLastDay,
        bytesLastDay);
  }
}
