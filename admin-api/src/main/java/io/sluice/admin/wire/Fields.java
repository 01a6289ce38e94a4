package io.sluice.admin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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

  private final String prefix;

  private Fields(JsonNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
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

  /** Whether a field is there and says null, which is for the reader to understand. */
  public boolean isNull(String field) {
    return value(field).filter(JsonNode::isNull).isPresent();
  }

  /**
   * Fields that answers have and requests have not: they may be there, so that an answer can be
   * sent back, and count for nothing.
   */
  public void ignore(Collection<String> fields) {
    fields.forEach(findings::ignored);
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

  /**
   * A text that may be left out, and that nobody is to read again: no complaint repeats it.
   *
   * @param parser makes something of it; must not repeat it either
   */
  public <T> Optional<T> concealed(String field, Function<String, T> parser) {
    Optional<JsonNode> value = value(field);
    if (value.isPresent() && !value.get().isTextual()) {
      findings.add(field, kind(value.get()) + " (expected: a string)");
      return Optional.empty();
    }
    return value.flatMap(node -> findings.parse(field, node.textValue(), parser));
  }

  /** A whole number from {@code lowest} up. */
  public int integer(String field, int lowest, int otherwise) {
    return wholeNumber(field, lowest, Integer.MAX_VALUE).orElse(otherwise);
  }

  /** A whole number that may be left out. */
  public OptionalInt wholeNumber(String field, int lowest, int highest) {
    Optional<JsonNode> value = value(field);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonNode node = value.get();
    boolean whole = node.isIntegralNumber() && node.canConvertToInt();
    if (!whole || node.intValue() < lowest || node.intValue() > highest) {
      String range = highest == Integer.MAX_VALUE ? "up" : "to " + highest;
      findings.add(
          field, "%s (expected: a whole number from %d %s)".formatted(found(node), lowest, range));
      return OptionalInt.empty();
    }
    return OptionalInt.of(node.intValue());
  }

  /** A number that may be left out. */
  public OptionalDouble number(String field, double lowest, double highest) {
    Optional<JsonNode> value = value(field);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    JsonNode node = value.get();
    if (!node.isNumber() || node.doubleValue() < lowest || node.doubleValue() > highest) {
      findings.add(
          field, "%s (expected: a number from %s to %s)".formatted(found(node), lowest, highest));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(node.doubleValue());
  }

  /** True or false. */
  public boolean truth(String field, boolean otherwise) {
    Optional<JsonNode> value = value(field);
    if (value.isPresent() && !value.get().isBoolean()) {
      findings.add(field, found(value.get()) + " (expected: true or false)");
      return otherwise;
    }
    return value.map(JsonNode::booleanValue).orElse(otherwise);
  }

  /** A list of texts, in its order; empty when it is left out. */
  public List<String> textList(String field) {
    List<String> texts = new ArrayList<>();
    value(field).ifPresent(node -> collect(field, node, texts));
    return texts;
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

  /** An object that may be left out; what is wrong in it, {@link #check} here tells. */
  public Optional<Fields> object(String field) {
    Optional<JsonNode> value = value(field);
    if (value.isPresent() && !value.get().isObject()) {
      findings.add(field, kind(value.get()) + " (expected: an object)");
      return Optional.empty();
    }
    return value.map(node -> child(node, field));
  }

  /** An object of objects under names of the client's choice; empty when it is left out. */
  public Map<String, Fields> objectMap(String field) {
    Optional<JsonNode> value = value(field);
    if (value.isPresent() && !value.get().isObject()) {
      findings.add(field, found(value.get()) + " (expected: an object of objects)");
      return Map.of();
    }
    Map<String, Fields> objects = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.map(JsonNode::properties).orElse(Set.of())) {
      String path = field + "." + entry.getKey();
      if (entry.getValue().isObject()) {
        objects.put(entry.getKey(), child(entry.getValue(), path));
      } else {
        findings.add(path, found(entry.getValue()) + " (expected: an object)");
      }
    }
    return objects;
  }

  /** A list of objects, which must be there; what is wrong in them, {@link #check} here tells. */
  public List<Fields> objects(String field) {
    if (!object.has(field)) {
      findings.asked(field);
      findings.add(field, "missing (expected: an array of objects)");
      return List.of();
    }
    return objectsOrNone(field);
  }

  /** A list of objects; empty when it is left out. */
  public List<Fields> objectsOrNone(String field) {
    Optional<JsonNode> value = value(field);
    if (value.isPresent() && !value.get().isArray()) {
      findings.add(field, found(value.get()) + " (expected: an array of objects)");
      return List.of();
    }
    List<Fields> objects = new ArrayList<>();
    for (int index = 0; index < value.map(JsonNode::size).orElse(0); index++) {
      String path = "%s[%d]".formatted(field, index);
      JsonNode item = value.orElseThrow().get(index);
      if (item.isObject()) {
        objects.add(child(item, path));
      } else {
        findings.add(path, found(item) + " (expected: an object)");
      }
    }
    return objects;
  }

  private Fields child(JsonNode node, String path) {
    Fields child = new Fields(node, prefix + path + ".");
    children.add(child);
    return child;
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

  private void collect(String field, JsonNode node, Collection<String> texts) {
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
      case STRING -> "'" + node.textValue() + "'";
      case NUMBER, BOOLEAN -> node.asText();
      default -> kind(node);
    };
  }

  /** What it is, without what it says. */
  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case NULL -> "null";
      default -> "true or false";
    };
  }
}
