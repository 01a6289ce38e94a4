package io.sluice.samples.standin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a page's statistics: the keys and their order are the engine's, the figures made up. */
final class StatsJson {
  private static final int ROW_BYTES = 16;

  private final Page page;
  private final boolean trino;
  private final boolean queued;
  private final long rows;
  private final long bytes;
  private final long cpuMillis;
  private final long peakBytes;

  StatsJson(StandInQuery query, Page page) {
    var script = query.script();
    this.page = page;
    this.trino = query.submission().dialect() == StandInDialect.TRINO;
    this.queued = page.state() == Page.State.QUEUED;
    this.rows = page.shape() == Page.Shape.CHANGE ? 0 : page.endRow();
    this.bytes = rows * (ROW_BYTES + script.map(Script::fillBytes).orElse(0));
    this.cpuMillis = page.last() ? script.map(Script::cpuMillis).orElse(0L) : 0;
    this.peakBytes = page.last() ? script.map(Script::peakBytes).orElse(0L) : 0;
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("stats");
    state(json);
    splits(json);
    times(json);
    volumes(json);
    json.writeEndObject();
  }

  private void state(JsonGenerator json) throws IOException {
    if (trino) {
      json.writeStringField("state", page.state().name());
    } else {
      json.writeStringField("state", queued ? "WAITING_FOR_PREREQUISITES" : page.state().name());
      json.writeBooleanField("waitingForPrerequisites", queued);
    }
    json.writeBooleanField("queued", trino && queued);
    json.writeBooleanField("scheduled", !queued && page.shape() != Page.Shape.CHANGE);
    if (trino && !queued) {
      json.writeNumberField("progressPercentage", page.last() ? 100.0 : 0.0);
      json.writeNumberField("runningPercentage", 0.0);
    }
  }

  private void splits(JsonGenerator json) throws IOException {
    json.writeNumberField("nodes", queued ? 0 : 1);
    json.writeNumberField("totalSplits", queued ? 0 : 1);
    json.writeNumberField("queuedSplits", 0);
    json.writeNumberField("runningSplits", queued || page.last() ? 0 : 1);
    json.writeNumberField("completedSplits", page.last() ? 1 : 0);
  }

  private void times(JsonGenerator json) throws IOException {
    if (trino) {
      json.writeNumberField("planningTimeMillis", 0);
      json.writeNumberField("analysisTimeMillis", 0);
    }
    json.writeNumberField("cpuTimeMillis", cpuMillis);
    json.writeNumberField("wallTimeMillis", cpuMillis);
    if (!trino) {
      json.writeNumberField("waitingForPrerequisitesTimeMillis", 0);
    }
    json.writeNumberField("queuedTimeMillis", 0);
    json.writeNumberField("elapsedTimeMillis", page.elapsedMillis());
    if (trino) {
      json.writeNumberField("finishingTimeMillis", 0);
      json.writeNumberField("physicalInputTimeMillis", 0);
    }
  }

  private void volumes(JsonGenerator json) throws IOException {
    json.writeNumberField("processedRows", rows);
    json.writeNumberField("processedBytes", bytes);
    if (trino) {
      json.writeNumberField("physicalInputBytes", 0);
      json.writeNumberField("physicalWrittenBytes", 0);
      json.writeNumberField("internalNetworkInputBytes", 0);
    }
    json.writeNumberField("peakMemoryBytes", peakBytes);
    if (!trino) {
      json.writeNumberField("peakTotalMemoryBytes", peakBytes);
      json.writeNumberField("peakTaskTotalMemoryBytes", peakBytes);
    }
    json.writeNumberField("spilledBytes", 0);
  }
}
