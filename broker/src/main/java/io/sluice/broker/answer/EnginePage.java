package io.sluice.broker.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.io.StringWriter;

/**
 * Pages of the statement protocol, in the engines' form: what clients read after a POST or a poll.
 */
final class EnginePage {
  private static final JsonFactory JSON = new JsonFactory();

  private EnginePage() {}

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  static String queued(QueryId id, String base, String nextUri, Dialect dialect) {
    return page(
        id,
        base,
        json -> {
          json.writeStringField("nextUri", nextUri);
          stats(json, dialect == Dialect.PRESTO ? "WAITING_FOR_PREREQUISITES" : "QUEUED", true);
        });
  }

  static String failed(QueryId id, String base, EngineError error) {
    return page(
        id,
        base,
        json -> {
          stats(json, "FAILED", false);
          json.writeObjectFieldStart("error");
          json.writeStringField("message", error.message());
          json.writeNumberField("errorCode", error.code());
          json.writeStringField("errorName", error.name());
          json.writeStringField("errorType", error.type());
          json.writeObjectFieldStart("failureInfo");
          json.writeStringField("type", "io.sluice." + error.name());
          json.writeStringField("message", error.message());
          json.writeArrayFieldStart("suppressed");
          json.writeEndArray();
          json.writeArrayFieldStart("stack");
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static String page(QueryId id, String base, Fields fields) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("id", id.value());
      json.writeStringField("infoUri", base + "/ui/query.html?" + id);
      fields.write(json);
      json.writeArrayFieldStart("warnings");
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to a string does no I/O", e);
    }
    return text.toString();
  }

  private static void stats(JsonGenerator json, String state, boolean queued) throws IOException {
    json.writeObjectFieldStart("stats");
    json.writeStringField("state", state);
    json.writeBooleanField("queued", queued);
    json.writeBooleanField("scheduled", false);
    for (String count :
        new String[] {
          "nodes",
          "totalSplits",
          "queuedSplits",
          "runningSplits",
          "completedSplits",
          "cpuTimeMillis",
          "wallTimeMillis",
          "queuedTimeMillis",
          "elapsedTimeMillis",
          "processedRows",
          "processedBytes",
          "peakMemoryBytes"
        }) {
      json.writeNumberField(count, 0);
    }
    json.writeEndObject();
  }
}
