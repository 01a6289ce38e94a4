package io.sluice.admin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON object of a request field by field. What is wrong is collected and told by {@link
 * #check}, together with fields that nobody asked for; so ask for all, check, and only then use.
 */
public final class Fields {
  private final JsonNode object;
  private final Findings findings;
  private final List<Fields> children = new ArrayList<>();

  private Fields(JsonNode object, String prefix) {
    this.object = object;
    this.findings = new Findings(prefix);
  }

  /** The fields of {@code body}, which must be an object; Jersey gives null for an empty one. */
  public static Fields of(@Nullable JsonNode body) {
    if (body == null || !body.isObject()) {
      String found = body == null ? "empty" : found(body);
      throw Problem.invalid("body", found + " (expected: a JSON object)").toException();
    }
    return new Fields(body, "");
  }

  /** Whether a field is there, whatever it holds. */
  public boolean has(String field) {
    return object.has(field);
  }

  /** A text that may be left out. */
  public Optional<String> text(String field) {
    return value(field).flatMap(node -> text(field, node));
  }

  /** A text that may be left out, as what {@code parser} makes of it. */
  public <T> Optional<T> parsed(String field, Function<String, T> parser) {
    return text(field).flatMap(text -> findings.parse(field, text, parser));
  }

  /** A text that must be there; empty only when {@link #check} is going to throw. */
  public <T> Optional<T> required(String field, Function<String, T> parser) {
    if (!object.has(field)) {
      findings.add(field, "missing (expected: a value)");
    }
    return parsed(field, parser);
  }

  /** One of the constants of {@code type}, in any case, that must be there. */
  public <E extends Enum<E>> Optional<E> requiredConstant(String field, Class<E> type) {
    return required(field, text -> Findings.constant(type, text));
  }

  /** A moment that must be there; empty only when {@link #check} is going to throw. */
  public Optional<Instant> requiredInstant(String field) {
    return required(field, Findings::instant);
  }

  /** A moment that may be left out. */
  public Optional<Instant> instant(String field) {
    return parsed(field, Findings::instant);
  }

  /** One of the constants of {@code type}, in any case, that may be left out. */
  public <E extends Enum<E>> Optional<E> constant(String field, Class<E> type) {
    return parsed(field, text -> Findings.constant(type, text));
  }

  /** A whole number from {@code lowest} up. */
  public int integer(String field, int lowest, int otherwise) {
    Optional<JsonNode> value = value(field);
    if (value.isEmpty()) {
      return otherwise;
    }
    JsonNode node = value.get();
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < lowest) {
      findings.add(
          field, "%s (expected: a whole number from %d up)".formatted(found(node), lowest));
      return otherwise;
    }
    return node.intValue();
  }

  /** A list of texts; empty when it is left out. */
  public Set<String> textSet(String field) {
    Set<String> texts = new LinkedHashSet<>();
    value(field).ifPresent(node -> collect(field, node, texts));
    return texts;
  }

  /** An object of texts; empty when it is left out. */
  public Map<String, String> textMap(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    Optional<JsonNode> value = value(field);
    if (value.isPresent() && !value.get().isObject()) {
      findings.add(field, "%s (expected: an object of strings)".formatted(found(value.get())));
    } else if (value.isPresent()) {
      for (Map.Entry<String, JsonNode> entry : value.get().properties()) {
        text(field + "." + entry.getKey(), entry.getValue())
            .ifPresent(text -> texts.put(entry.getKey(), text));
      }
    }
    return texts;
  }

  /** A list of objects, which must be there; what is wrong in them, {@link #check} here tells. */
  public List<Fields> objects(String field) {
    Optional<JsonNode> value = value(field);
    if (value.isEmpty() || !value.get().isArray()) {
      findings.add(
          field, value.map(Fields::found).orElse("missing") + " (expected: an array of objects)");
      return List.of();
    }
    for (int index = 0; index < value.get().size(); index++) {
      String path = "%s[%d]".formatted(field, index);
      JsonNode item = value.get().get(index);
      if (item.isObject()) {
        children.add(new Fields(item, path + "."));
      } else {
        findings.add(path, found(item) + " (expected: an object)");
      }
    }
    return List.copyOf(children);
  }

  /** Something is wrong with a field that only its reader can see. */
  public void refuse(String field, String message) {
    findings.add(field, message);
  }

  /** Ends the request if anything is wrong. */
  public void check() {
    Findings.check(problems());
  }

  private List<FieldProblem> problems() {
    List<String> present = new ArrayList<>();
    object.fieldNames().forEachRemaining(present::add);
    List<FieldProblem> all = new ArrayList<>(findings.with(present));
    children.forEach(child -> all.addAll(child.problems()));
    return all;
  }

  private Optional<JsonNode> value(String field) {
    findings.asked(field);
    return Optional.ofNullable(object.get(field));
  }

  private Optional<String> text(String field, JsonNode node) {
    if (!node.isTextual()) {
      findings.add(field, found(node) + " (expected: a string)");
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  private void collect(String field, JsonNode node, Set<String> texts) {
    if (!node.isArray()) {
      findings.add(field, found(node) + " (expected: an array of strings)");
      return;
    }
    for (int index = 0; index < node.size(); index++) {
      text("%s[%d]".formatted(field, index), node.get(index)).ifPresent(texts::add);
    }
  }

  private static String found(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "'" + node.textValue() + "'";
      case NULL -> "null";
      default -> node.asText();
    };
  }
}
