package io.sluice.broker.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/** A cluster's spec as the store keeps it. */
final class SpecJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpecJson() {}

  static String write(ClusterSpec spec) {
    ObjectNode json = JSON.createObjectNode();
    json.put("url", spec.url().toString());
    spec.dialect().ifPresent(dialect -> json.put("dialect", dialect.name()));
    json.put("group", spec.home().value());
    json.put("location", spec.location());
    ObjectNode labels = json.putObject("labels");
    spec.labels().forEach(labels::put);
    json.put("weight", spec.memberships().getFirst().weight());
    json.put("capacity", spec.capacity());
    return json.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is no spec
   */
  static ClusterSpec read(ClusterName name, String text) {
    try {
      JsonNode json = JSON.readTree(text);
      Map<String, String> labels = new LinkedHashMap<>();
      for (Entry<String, JsonNode> label : json.path("labels").properties()) {
        labels.put(label.getKey(), label.getValue().asText());
      }
      return new ClusterSpec(
          name,
          URI.create(json.path("url").asText()),
          json.has("dialect")
              ? Optional.of(Dialect.valueOf(json.path("dialect").asText()))
              : Optional.empty(),
          List.of(
              new Membership(
                  new GroupName(json.path("group").asText()),
                  json.path("weight").asInt(Membership.DEFAULT_WEIGHT),
                  0)),
          json.path("location").asText(""),
          labels,
          json.path("capacity").asInt(ClusterSpec.DEFAULT_CAPACITY),
          Optional.empty(),
          Optional.empty(),
          TlsTrust.USUAL,
          ProbeKind.AUTO,
          0,
          List.of());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "cluster %s: its entry in the store is no JSON".formatted(name), e);
    }
  }
}
