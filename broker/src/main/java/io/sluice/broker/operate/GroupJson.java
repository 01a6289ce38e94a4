package io.sluice.broker.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.Thresholds;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A group's spec as the store keeps it. */
final class GroupJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GroupJson() {}

  static String write(GroupSpec spec) {
    ObjectNode json = JSON.createObjectNode();
    json.put("select", spec.selection());
    ArrayNode fallback = json.putArray("fallback");
    spec.fallback().forEach(group -> fallback.add(group.value()));
    Thresholds thresholds = spec.thresholds();
    thresholds.maxQueued().ifPresent(most -> json.put("maxQueued", most));
    thresholds.maxRunning().ifPresent(most -> json.put("maxRunning", most));
    thresholds.maxCpu().ifPresent(most -> json.put("maxCpu", most));
    return json.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is no spec
   */
  static GroupSpec read(GroupName name, String text) {
    try {
      JsonNode json = JSON.readTree(text);
      List<GroupName> fallback = new ArrayList<>();
      json.path("fallback").forEach(group -> fallback.add(new GroupName(group.asText())));
      JsonNode cpu = json.path("maxCpu");
      return new GroupSpec(
          name,
          json.path("select").asText(GroupSpec.DEFAULT_SELECTION),
          fallback,
          new Thresholds(
              number(json, "maxQueued"),
              number(json, "maxRunning"),
              cpu.isNumber() ? OptionalDouble.of(cpu.asDouble()) : OptionalDouble.empty()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "group %s: its entry in the store can't be read".formatted(name), e);
    }
  }

  private static OptionalInt number(JsonNode json, String field) {
    return json.path(field).isNumber()
        ? OptionalInt.of(json.path(field).asInt())
        : OptionalInt.empty();
  }
}
