package io.sluice.admin.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The OpenAPI document, as tests hold answers and classes against it. */
public final class OpenApi {
  private final JsonNode document;

  private OpenApi(JsonNode document) {
    this.document = document;
  }

  public static OpenApi read() {
    try (InputStream in =
        OpenApi.class.getResourceAsStream("/io/sluice/admin/guide/openapi.json")) {
      return new OpenApi(new JsonMapper().readTree(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode document() {
    return document;
  }

  /** The schema of a name, with what {@code allOf} puts together. */
  public Shape shape(String name) {
    return shape(document.path("components").path("schemas").path(name));
  }

  /** The fields of an object, and those that must be there. */
  public record Shape(Map<String, JsonNode> properties, Set<String> required) {
    public JsonNode property(String name) {
      return properties.getOrDefault(name, MissingNode.getInstance());
    }
  }

  /** Fails unless the document foresees the answer: its status, its media type and its fields. */
  void check(String method, String path, Answer answer) {
    JsonNode operation = operation(method, path);
    if (operation.isMissingNode() || answer.status() == 204) {
      return;
    }
    JsonNode responses = operation.path("responses");
    JsonNode response =
        resolve(responses.path(responses.has(status(answer)) ? status(answer) : "default"));
    String type = answer.header("content-type").split(";", 2)[0];
    JsonNode media = response.path("content").path(type);
    if (media.isMissingNode()) {
      throw new AssertionError(
          "%s %s: %d %s is not in the OpenAPI document"
              .formatted(method, path, answer.status(), type));
    }
    if (type.endsWith("json") && !type.endsWith("ndjson")) {
      match(method + " " + path, media.path("schema"), answer.json());
    }
  }

  private static String status(Answer answer) {
    return Integer.toString(answer.status());
  }

  private JsonNode operation(String method, String path) {
    JsonNode paths = document.path("paths");
    if (paths.has(path)) {
      return paths.path(path).path(method.toLowerCase(Locale.ROOT));
    }
    for (Map.Entry<String, JsonNode> entry : paths.properties()) {
      String names = entry.getKey().equals("/api/v1/rules/files/{name}") ? ".+" : "[^/]+";
      if (path.matches(entry.getKey().replaceAll("\\{\\w+}", names))) {
        return entry.getValue().path(method.toLowerCase(Locale.ROOT));
      }
    }
    return document.path("nothing");
  }

  private void match(String place, JsonNode reference, JsonNode value) {
    JsonNode schema = resolve(reference);
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode constant : schema.path("enum")) {
        known |= constant.equals(value);
      }
      expect(known, place, schema, value);
    }
    switch (schema.path("type").asText("object")) {
      case "string" -> expect(value.isTextual(), place, schema, value);
      case "integer" -> expect(value.isIntegralNumber(), place, schema, value);
      case "number" -> expect(value.isNumber(), place, schema, value);
      case "boolean" -> expect(value.isBoolean(), place, schema, value);
      case "array" -> {
        expect(value.isArray(), place, schema, value);
        value.forEach(item -> match(place + "[]", schema.path("items"), item));
      }
      default -> matchObject(place, schema, value);
    }
  }

  private void matchObject(String place, JsonNode schema, JsonNode value) {
    expect(value.isObject(), place, schema, value);
    Shape shape = shape(schema);
    if (shape.properties().isEmpty()) {
      return;
    }
    for (String field : shape.required()) {
      expect(value.has(field), place + "." + field, schema, value);
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String there = place + "." + field.getKey();
      expect(shape.properties().containsKey(field.getKey()), there, schema, field.getValue());
      match(there, shape.property(field.getKey()), field.getValue());
    }
  }

  private Shape shape(JsonNode schema) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    Set<String> required = new LinkedHashSet<>();
    for (JsonNode part : schema.path("allOf")) {
      Shape shape = shape(resolve(part));
      properties.putAll(shape.properties());
      required.addAll(shape.required());
    }
    schema.path("properties").properties().forEach(p -> properties.put(p.getKey(), p.getValue()));
    schema.path("required").forEach(name -> required.add(name.textValue()));
    return new Shape(properties, required);
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
  }

  private static void expect(boolean holds, String place, JsonNode schema, JsonNode value) {
    if (!holds) {
      throw new AssertionError(
          "%s is %s, but the OpenAPI document says %s".formatted(place, value, schema));
    }
  }
}
