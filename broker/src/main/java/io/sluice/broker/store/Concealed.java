package io.sluice.broker.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** Takes credentials out of clusters' specs, where people read them. */
final class Concealed {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CREDENTIALS = "credentials";

  private Concealed() {}

  /** A spec, as JSON, that only says whether there are credentials. */
  static String spec(String spec) {
    JsonNode json = parsed(spec);
    if (json instanceof ObjectNode object && object.remove(CREDENTIALS) != null) {
      object.put("hasCredentials", true);
      return object.toString();
    }
    return spec;
  }

  /** Whether two specs have different credentials. */
  static boolean differ(String one, String other) {
    return !Objects.equals(parsed(one).get(CREDENTIALS), parsed(other).get(CREDENTIALS));
  }

  private static JsonNode parsed(String spec) {
    try {
      return JSON.readTree(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a cluster's spec is no JSON", e);
    }
  }
}
