package io.sluice.broker.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The written form of events: a line of JSON in the journal, a column of JSON in the store. Fields
 * that a reader does not know are skipped, so an older broker reads what a newer one left behind.
 *
 * <p>The shared records of rules/ know nothing of JSON; {@link JsonShapes} says what they need.
 */
final class EventJson {
  private static final String DECISION = "decision";
  private static final String TEXT = "text";
  private static final String BODY = "body";
  private static final int LINE_BYTES = 4096;

  private final ObjectWriter lines;
  private final ObjectReader lineReader;
  private final ObjectWriter bodies;
  private final ObjectMapper plain;

  EventJson() {
    plain = mapper();
    ObjectMapper events = mapper().addMixIn(AuditEvent.class, JsonShapes.EventKind.class);
    lines = events.writerFor(AuditEvent.class);
    lineReader = events.readerFor(AuditEvent.class);
    bodies =
        mapper().addMixIn(Sql.class, JsonShapes.WithoutText.class).writerFor(DecisionRecord.class);
  }

  private static ObjectMapper mapper() {
    // Jackson's own choice keeps buffers by thread, and a virtual thread writes one record in its
    // life.
    return JsonMapper.builder(
            JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedBoundedPool()).build())
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(Include.NON_ABSENT, Include.NON_ABSENT))
        .addMixIn(Outcome.class, JsonShapes.OutcomeKind.class)
        .addMixIn(DecisionId.class, JsonShapes.TextValue.class)
        .addMixIn(FleetId.class, JsonShapes.TextValue.class)
        .addMixIn(QueryId.class, JsonShapes.TextValue.class)
        .addMixIn(ClusterName.class, JsonShapes.TextValue.class)
        .addMixIn(GroupName.class, JsonShapes.TextValue.class)
        .addMixIn(Usage.class, JsonShapes.WithoutZeros.class)
        .addMixIn(Learned.class, JsonShapes.WithoutZeros.class)
        .addMixIn(RuleSetVersion.class, JsonShapes.TextHash.class)
        .build();
  }

  /** The event as {@link #line} wants it: a decision with its JSON. */
  AuditEvent written(AuditEvent event) throws JsonProcessingException {
    return event instanceof DecisionRecord decision ? written(decision) : event;
  }

  WrittenDecision written(DecisionRecord decision) throws JsonProcessingException {
    return new WrittenDecision(decision, body(decision));
  }

  /** One line, with its end. */
  byte[] line(AuditEvent event) throws IOException {
    var line = new ByteArrayOutputStream(LINE_BYTES);
    if (written(event) instanceof WrittenDecision decision) {
      writeLine(decision, line);
    } else {
      lines.writeValue(line, event);
    }
    line.write('\n');
    return line.toByteArray();
  }

  /** {@code {"decision": {"text": …, "body": {…}}}}. */
  private void writeLine(WrittenDecision decision, OutputStream line) throws IOException {
    try (JsonGenerator json = plain.createGenerator(line)) {
      json.writeStartObject();
      json.writeObjectFieldStart(DECISION);
      json.writeStringField(TEXT, decision.decision().sql().text());
      json.writeFieldName(BODY);
      json.writeRawValue(decision.body());
    }
  }

  /** The same as {@link #line}, as text without the line's end. */
  String text(AuditEvent event) throws IOException {
    return new String(line(event), UTF_8).stripTrailing();
  }

  AuditEvent event(byte[] bytes, int offset, int length) throws IOException {
    try (JsonParser json = plain.createParser(bytes, offset, length)) {
      json.nextToken();
      return DECISION.equals(json.nextFieldName())
          ? writtenDecision(json, bytes, offset)
          : lineReader.readValue(bytes, offset, length);
    }
  }

  private WrittenDecision writtenDecision(JsonParser json, byte[] bytes, int offset)
      throws IOException {
    String text = null;
    String body = null;
    json.nextToken();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      if (name.equals(TEXT)) {
        text = json.getText();
      } else if (name.equals(BODY)) {
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        int end = (int) json.currentLocation().getByteOffset();
        body = new String(bytes, offset + start, end - start, UTF_8);
      } else {
        json.skipChildren();
      }
    }
    if (text == null || body == null) {
      throw new JsonParseException(json, "a decision without its text or its body");
    }
    return new WrittenDecision(decision(body, text), body);
  }

  /** A decision without its SQL text, which the store keeps beside it. */
  String body(DecisionRecord decision) throws JsonProcessingException {
    return bodies.writeValueAsString(decision);
  }

  DecisionRecord decision(String body, String sqlText) throws JsonProcessingException {
    JsonNode tree = plain.readTree(body);
    if (!(tree.get("sql") instanceof ObjectNode sql)) {
      throw new JsonParseException(null, "a decision without what its statement said");
    }
    sql.put("text", sqlText);
    return plain.treeToValue(tree, DecisionRecord.class);
  }
}
