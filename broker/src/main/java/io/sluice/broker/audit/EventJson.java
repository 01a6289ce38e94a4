package io.sluice.broker.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The written form of events: a line of JSON in the journal, a column of JSON in the store. What is
 * empty, zero or false is left out. Fields that a reader does not know are skipped.
 *
 * <p>The shared records of rules/ know nothing of JSON; {@link JsonShapes} says what they need.
 */
final class EventJson {
  private static final String DECISION = "decision";
  private static final String TEXT = "text";
  private static final String BODY = "body";
  private static final int BODY_BYTES = 2048;
  private static final byte[] BEFORE_TEXT = "{\"decision\":{\"text\":\"".getBytes(UTF_8);
  private static final byte[] BEFORE_BODY = "\",\"body\":".getBytes(UTF_8);
  private static final byte[] AFTER_BODY = "}}\n".getBytes(UTF_8);

  private final ObjectWriter lines;
  private final ObjectReader lineReader;
  private final ObjectMapper plain;

  EventJson() {
    plain = mapper();
    ObjectMapper events = mapper().addMixIn(AuditEvent.class, JsonShapes.EventKind.class);
    lines = events.writerFor(AuditEvent.class);
    lineReader = events.readerFor(AuditEvent.class);
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
        // A double has no room for the nanoseconds of a moment.
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(Include.NON_DEFAULT, Include.NON_ABSENT))
        .withConfigOverride(String.class, EventJson::orEmpty)
        .withConfigOverride(List.class, EventJson::orEmpty)
        .withConfigOverride(Set.class, EventJson::orEmpty)
        .withConfigOverride(Map.class, EventJson::orEmpty)
        .addMixIn(Outcome.class, JsonShapes.OutcomeKind.class)
        .addMixIn(DecisionId.class, JsonShapes.TextValue.class)
        .addMixIn(FleetId.class, JsonShapes.TextValue.class)
        .addMixIn(QueryId.class, JsonShapes.TextValue.class)
        .addMixIn(ClusterName.class, JsonShapes.TextValue.class)
        .addMixIn(GroupName.class, JsonShapes.TextValue.class)
        .addMixIn(RuleSetVersion.class, JsonShapes.TextHash.class)
        .build();
  }

  /** What is not written was empty. */
  private static void orEmpty(MutableConfigOverride type) {
    type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  /** The event as journal and store keep it: a decision with its JSON. */
  AuditEvent written(AuditEvent event) throws IOException {
    return event instanceof DecisionRecord decision ? written(decision) : event;
  }

  WrittenDecision written(DecisionRecord decision) throws IOException {
    return WrittenDecision.of(decision, body(decision));
  }

  /** One line, with its end. */
  byte[] line(AuditEvent event) throws IOException {
    if (written(event) instanceof WrittenDecision decision) {
      return line(decision);
    }
    var line = new ByteArrayOutputStream();
    lines.writeValue(line, event);
    line.write('\n');
    return line.toByteArray();
  }

  /** {@code {"decision":{"text":"…","body":{…}}}}. */
  private static byte[] line(WrittenDecision decision) {
    byte[] text = JsonStringEncoder.getInstance().quoteAsUTF8(decision.text());
    byte[] body = decision.body().getBytes(UTF_8);
    return ByteBuffer.allocate(
            BEFORE_TEXT.length + text.length + BEFORE_BODY.length + body.length + AFTER_BODY.length)
        .put(BEFORE_TEXT)
        .put(text)
        .put(BEFORE_BODY)
        .put(body)
        .put(AFTER_BODY)
        .array();
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
    try (JsonParser whole = plain.createParser(body)) {
      return WrittenDecisionReader.read(whole, text, body);
    }
  }

  /** A decision without its SQL text, which the store keeps beside it. */
  String body(DecisionRecord decision) throws IOException {
    var body = new ByteArrayOutputStream(BODY_BYTES);
    try (JsonGenerator json = plain.createGenerator(body)) {
      BodyWriter.write(json, decision);
    }
    return body.toString(UTF_8);
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
