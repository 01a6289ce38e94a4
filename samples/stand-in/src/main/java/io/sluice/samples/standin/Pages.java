package io.sluice.samples.standin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** What a coordinator tells about itself and its queries, beside the statement protocol. */
final class Pages {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final String cluster;
  private final String version;
  private final boolean tellsCoordinatorId;

  Pages(String cluster, String version, boolean tellsCoordinatorId) {
    this.cluster = cluster;
    this.version = version;
    this.tellsCoordinatorId = tellsCoordinatorId;
  }

  /** Writes one value with a generator; the caller opens and closes it. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  Answer info(Coordinator coordinator, boolean starting) {
    boolean trino = coordinator.dialect() == StandInDialect.TRINO;
    return json(json -> {
      json.writeStartObject();
      if (trino) {
        json.writeStringField("nodeId", "stand-in-" + cluster);
        json.writeStringField("state", starting ? "INACTIVE" : "ACTIVE");
      }
      nodeVersion(json);
      json.writeStringField("environment", "stand_in");
      json.writeBooleanField("coordinator", true);
      if (trino && tellsCoordinatorId) {
        json.writeStringField("coordinatorId", coordinator.id());
      }
      json.writeBooleanField("starting", starting);
      json.writeStringField("uptime", uptime(coordinator));
      json.writeEndObject();
    });
  }

  Answer state(boolean starting) {
    return json(json -> json.writeString(starting ? "INACTIVE" : "ACTIVE"));
  }

  Answer status(Coordinator coordinator, VitalPages vitals) {
    return json(json -> {
      json.writeStartObject();
      json.writeStringField("nodeId", "stand-in-" + cluster);
      nodeVersion(json);
      json.writeStringField("environment", "stand_in");
      json.writeBooleanField("coordinator", true);
      json.writeStringField("uptime", uptime(coordinator));
      json.writeStringField("externalAddress", "127.0.0.1");
      json.writeStringField("internalAddress", "127.0.0.1");
      vitals.status(json);
      json.writeEndObject();
    });
  }

  Answer queries(Coordinator coordinator, String base) {
    return json(json -> {
      json.writeStartArray();
      for (StandInQuery query : coordinator.listed()) {
        query(json, query, base);
      }
      json.writeEndArray();
    });
  }

  Answer query(StandInQuery query, String base) {
    return json(json -> query(json, query, base));
  }

  Answer home(Coordinator coordinator) {
    return Answer.html(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stand-in %1$s</title></head>
        <body><h1>Stand-in %1$s</h1>
        <p>This is no %2$s cluster. It is Sluice's stand-in for one: it speaks the client protocol
        and makes up its answers. Coordinator id %3$s, %4$d queries running.</p></body></html>
        """
            .formatted(
                cluster, coordinator.dialect().title(), coordinator.id(), coordinator.running()));
  }

  private void query(JsonGenerator json, StandInQuery query, String base) throws IOException {
    Submission submission = query.submission();
    json.writeStartObject();
    json.writeStringField("queryId", query.id());
    json.writeObjectFieldStart("session");
    json.writeStringField("queryId", query.id());
    json.writeStringField("user", submission.user());
    json.writeStringField("principal", submission.user());
    json.writeStringField("source", submission.source());
    json.writeStringField("catalog", submission.catalog());
    json.writeStringField("schema", submission.schema());
    json.writeEndObject();
    json.writeArrayFieldStart("resourceGroupId");
    json.writeString("global");
    json.writeEndArray();
    json.writeStringField("state", query.state().name());
    json.writeBooleanField("scheduled", query.started());
    json.writeStringField("self", base + "/v1/query/" + query.id());
    json.writeStringField("query", submission.sql());
    json.writeObjectFieldStart("queryStats");
    json.writeStringField("createTime", query.created().toString());
    if (query.ended().isPresent()) {
      json.writeStringField("endTime", query.ended().get().toString());
    }
    json.writeStringField("queuedTime", "0.00ns");
    json.writeStringField("elapsedTime", query.elapsedMillis() + ".00ms");
    json.writeStringField("executionTime", query.elapsedMillis() + ".00ms");
    json.writeStringField(
        "totalCpuTime", query.script().map(Script::cpuMillis).orElse(0L) + ".00ms");
    json.writeStringField(
        "peakUserMemoryReservation", query.script().map(Script::peakBytes).orElse(0L) + "B");
    json.writeEndObject();
    Optional<QueryError> error = query.error();
    if (error.isPresent()) {
      json.writeStringField("errorType", error.get().kind().type());
      json.writeObjectFieldStart("errorCode");
      json.writeNumberField("code", error.get().kind().code());
      json.writeStringField("name", error.get().kind().name());
      json.writeStringField("type", error.get().kind().type());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void nodeVersion(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("nodeVersion");
    json.writeStringField("version", version);
    json.writeEndObject();
  }

  private static String uptime(Coordinator coordinator) {
    return String.format(Locale.ROOT, "%.2fs", coordinator.uptime().toMillis() / 1000.0);
  }

  static Answer json(Writing writing) {
    return Answer.json(out -> {
      try (JsonGenerator json = JSON.createGenerator(out)) {
        writing.to(json);
      }
    });
  }
}
