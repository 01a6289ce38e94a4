package io.sluice.broker.version;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.ArrayList;

/** The written form of rule files: an array of objects; a binary file's text is Base64. */
final class RuleFilesJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RuleFilesJson() {}

  static String write(RuleFiles files) {
    return tree(files).toString();
  }

  static ArrayNode tree(RuleFiles files) {
    ArrayNode array = JSON.createArrayNode();
    for (RuleFile file : files.files()) {
      ObjectNode object = array.addObject();
      object.put("name", file.name());
      object.put("text", file.text());
      if (file.binary()) {
        object.put("binary", true);
      }
    }
    return array;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is no JSON
   */
  static RuleFiles read(String json) {
    try {
      return files(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("rule files: no JSON (expected: an array of files)", e);
    }
  }

  static RuleFiles files(JsonNode array) {
    var files = new ArrayList<RuleFile>();
    for (JsonNode object : array) {
      files.add(
          new RuleFile(
              object.path("name").asText(),
              object.path("text").asText(),
              object.path("binary").asBoolean()));
    }
    return new RuleFiles(files);
  }
}
