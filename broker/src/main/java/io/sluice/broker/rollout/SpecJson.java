package io.sluice.broker.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.admin.rollout.ShareBy;
import io.sluice.admin.rollout.SwitchSide;
import io.sluice.admin.rollout.SwitchSpec;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an operator said of a switch, as the store keeps it. */
final class SpecJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpecJson() {}

  static String write(SwitchSpec spec) {
    ObjectNode json = JSON.createObjectNode();
    write(spec.from(), json.putObject("from"));
    write(spec.to(), json.putObject("to"));
    json.put("over", spec.over().toString());
    json.put("startPercent", spec.startPercent());
    json.put("by", spec.by().name());
    return json.toString();
  }

  private static void write(SwitchSide side, ObjectNode json) {
    switch (side) {
      case SwitchSide.Named named -> {
        ArrayNode clusters = json.putArray("clusters");
        named.clusters().stream().map(ClusterName::value).sorted().forEach(clusters::add);
      }
      case SwitchSide.Labelled labelled -> {
        ObjectNode labels = json.putObject("labels");
        new TreeMap<>(labelled.labels()).forEach(labels::put);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is no spec
   */
  static SwitchSpec read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return new SwitchSpec(
          side(json.path("from")),
          side(json.path("to")),
          Duration.parse(json.path("over").asText()),
          json.path("startPercent").asInt(),
          ShareBy.valueOf(json.path("by").asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a switch: its entry in the store is no JSON", e);
    }
  }

  private static SwitchSide side(JsonNode json) {
    if (json.has("labels")) {
      Map<String, String> labels = new LinkedHashMap<>();
      json.path("labels")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      return new SwitchSide.Labelled(labels);
    }
    Set<ClusterName> clusters = new LinkedHashSet<>();
    json.path("clusters").forEach(name -> clusters.add(new ClusterName(name.asText())));
    return new SwitchSide.Named(clusters);
  }
}
