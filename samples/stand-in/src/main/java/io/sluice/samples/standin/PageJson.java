package io.sluice.samples.standin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a page as the engine does, keys in the engine's order, rows straight to the stream: a page
 * of 1 GiB takes no more memory than one of 1 KiB.
 */
final class PageJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private static final List<String> GREETING_COLUMNS =
      List.of("stand_in_cluster", "user", "source", "catalog", "schema", "sql");
  private static final byte[] FILL = "stand-in ".repeat(1024).getBytes(StandardCharsets.US_ASCII);

  private final StandInQuery query;
  private final Page page;
  private final String base;
  private final String cluster;
  private final boolean trino;

  /**
   * @param base scheme and authority that the URIs of the page start with
   * @param cluster the stand-in's name
   */
  PageJson(StandInQuery query, Page page, String base, String cluster) {
    this.query = query;
    this.page = page;
    this.base = base;
    this.cluster = cluster;
    this.trino = query.submission().dialect() == StandInDialect.TRINO;
  }

  void writeTo(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", query.id());
      json.writeStringField("infoUri", base + query.submission().dialect().infoPath(query.id()));
      if (!page.last()) {
        int next = page.position() + 1;
        if (page.state() == Page.State.RUNNING) {
          json.writeStringField(
              "partialCancelUri", base + StatementPath.partialCancelOf(query, next));
        }
        json.writeStringField("nextUri", base + StatementPath.of(query, next));
      }
      columns(json);
      if (page.endRow() > page.firstRow()) {
        data(json);
      }
      new StatsJson(query, page).writeTo(json);
      if (page.error().isPresent()) {
        error(json, page.error().get());
      }
      json.writeArrayFieldStart("warnings");
      json.writeEndArray();
      if (page.updateType().isPresent()) {
        json.writeStringField("updateType", page.updateType().get());
      }
      json.writeEndObject();
    }
  }

  private void columns(JsonGenerator json) throws IOException {
    if (page.shape() == Page.Shape.NONE) {
      return;
    }
    json.writeArrayFieldStart("columns");
    switch (page.shape()) {
      case NONE -> {}
      case CHANGE -> {
        if (!trino) {
          column(json, "result", "boolean");
        }
      }
      case GREETING -> {
        for (String name : GREETING_COLUMNS) {
          column(json, name, "varchar");
        }
      }
      case NUMBERED -> {
        column(json, "stand_in_row", "bigint");
        column(json, "text", "varchar");
      }
      case TABLE -> tableColumns(json, query.table().orElseThrow());
    }
    json.writeEndArray();
  }

  private void column(JsonGenerator json, String name, String type) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("type", type);
    json.writeObjectFieldStart("typeSignature");
    json.writeStringField("rawType", type);
    if (!trino) {
      json.writeArrayFieldStart("typeArguments");
      json.writeEndArray();
      json.writeArrayFieldStart("literalArguments");
      json.writeEndArray();
    }
    json.writeArrayFieldStart("arguments");
    if (type.equals("varchar")) {
      json.writeStartObject();
      json.writeStringField("kind", trino ? "LONG" : "LONG_LITERAL");
      json.writeNumberField("value", Integer.MAX_VALUE);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void tableColumns(JsonGenerator json, Plan.Table table) throws IOException {
    for (int i = 0; i < table.columns().size(); i++) {
      boolean number = !table.rows().isEmpty() && table.rows().getFirst().get(i) instanceof Integer;
      column(json, table.columns().get(i), number ? "bigint" : "varchar");
    }
  }

  private void data(JsonGenerator json) throws IOException {
    int fill = query.script().map(Script::fillBytes).orElse(0);
    json.writeArrayFieldStart("data");
    for (long row = page.firstRow(); row < page.endRow(); row++) {
      json.writeStartArray();
      switch (page.shape()) {
        case NONE -> {}
        case CHANGE -> json.writeBoolean(true);
        case GREETING -> greeting(json);
        case NUMBERED -> {
          json.writeNumber(row);
          text(json, fill);
        }
        case TABLE -> {
          for (Object value : query.table().orElseThrow().rows().get((int) row)) {
            json.writePOJO(value);
          }
        }
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void greeting(JsonGenerator json) throws IOException {
    Submission submission = query.submission();
    var values =
        Stream.of(
            cluster,
            submission.user(),
            submission.source(),
            submission.catalog(),
            submission.schema(),
            submission.sql());
    for (String value : values.toList()) {
      json.writeString(value);
    }
  }

  /** A text of {@code length} letters, written raw in pieces: it needs no escaping. */
  private static void text(JsonGenerator json, int length) throws IOException {
    if (length <= FILL.length) {
      json.writeUTF8String(FILL, 0, length);
      return;
    }
    json.writeRawValue("\"");
    for (int left = length; left > 0; left -= FILL.length) {
      json.writeRawUTF8String(FILL, 0, Math.min(left, FILL.length));
    }
    json.writeRaw('"');
  }

  private void error(JsonGenerator json, QueryError error) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("message", error.message());
    json.writeNumberField("errorCode", error.kind().code());
    json.writeStringField("errorName", error.kind().name());
    json.writeStringField("errorType", error.kind().type());
    if (!trino) {
      json.writeBooleanField("retriable", false);
    }
    if (error.kind() == QueryError.Kind.SYNTAX_ERROR) {
      json.writeObjectFieldStart("errorLocation");
      json.writeNumberField("lineNumber", 1);
      json.writeNumberField("columnNumber", 1);
      json.writeEndObject();
    }
    json.writeObjectFieldStart("failureInfo");
    json.writeStringField("type", "io.sluice.samples.standin.StandInFailure");
    json.writeStringField("message", error.message());
    json.writeArrayFieldStart("suppressed");
    json.writeEndArray();
    json.writeArrayFieldStart("stack");
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }
}
