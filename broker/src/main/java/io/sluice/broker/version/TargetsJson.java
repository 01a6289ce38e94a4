package io.sluice.broker.version;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Targets;
import java.util.HashSet;

/** The written form of what rules may name. */
final class TargetsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TargetsJson() {}

  static ObjectNode tree(Targets targets) {
    ObjectNode object = JSON.createObjectNode();
    ArrayNode groups = object.putArray("groups");
    targets.groups().stream().map(GroupName::value).sorted().forEach(groups::add);
    ArrayNode clusters = object.putArray("clusters");
    targets.clusters().stream().map(ClusterName::value).sorted().forEach(clusters::add);
    return object;
  }

  /**
   * Reads the text of a tree.
   *
   * @throws IllegalArgumentException when the text is no JSON
   */
  static Targets read(String json) {
    try {
      return targets(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("targets: no JSON (expected: groups and clusters)", e);
    }
  }

  static Targets targets(JsonNode object) {
    var groups = new HashSet<GroupName>();
    object.path("groups").forEach(name -> groups.add(new GroupName(name.asText())));
    var clusters = new HashSet<ClusterName>();
    object.path("clusters").forEach(name -> clusters.add(new ClusterName(name.asText())));
    return new Targets(groups, clusters);
  }
}
