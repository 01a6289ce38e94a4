package io.sluice.broker.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of the file. Each key that is asked for is a known one; {@link #finish} tells of the
 * others. A value that is wrong becomes a problem and counts as left out, so that reading goes on
 * and finds the next one. For one thread.
 */
final class Section {
  private final String path;
  private final Mark start;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Section> children = new ArrayList<>();
  private final Scalars scalars;
  private final Problems problems;
  private boolean unreadable;

  /** A key and its value, as they stand in the file. */
  private record Entry(Node key, Node value) {}

  /** A value and where it stands. */
  record Located<T>(T value, Node at, String path) {}

  private Section(String path, Mark start, Scalars scalars, Problems problems) {
    this.path = path;
    this.start = start;
    this.scalars = scalars;
    this.problems = problems;
  }

  /**
   * @param path the section's own key; empty for the whole file
   */
  static Section of(String path, Node node, Scalars scalars, Problems problems) {
    var section = new Section(path, node.getStartMark(), scalars, problems);
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(section::enter);
    } else if (!Scalars.isNothing(node)) {
      problems.add(node, path, Scalars.describe(node), "a mapping of keys to values");
      section.unreadable = true;
    }
    return section;
  }

  private void enter(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add(tuple.getKeyNode(), path, Scalars.describe(tuple.getKeyNode()), "a plain key");
      return;
    }
    Entry first = entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode()));
    if (first != null) {
      problems.add(
          key,
          below(key.getValue()),
          "stands twice",
          "one key of this name; the first is in line "
              + (first.key().getStartMark().getLine() + 1));
    }
  }

  /** The value of {@code key}, or {@code otherwise} when it is left out. */
  <T> T value(String key, Kind<T> kind, T otherwise) {
    return optional(key, kind).map(Located::value).orElse(otherwise);
  }

  /** The same as it is written: what looks like a variable is not filled in. */
  <T> T verbatim(String key, Kind<T> kind, T otherwise) {
    return node(key)
        .flatMap(node -> scalars.readVerbatim(node, below(key), kind))
        .map(Located::value)
        .orElse(otherwise);
  }

  /** The value of {@code key} and where it stands, when it is not left out. */
  <T> Optional<Located<T>> located(String key, Kind<T> kind) {
    return optional(key, kind);
  }

  /** Whether there is a mapping below {@code key}. */
  boolean hasMapping(String key) {
    return place(key).filter(MappingNode.class::isInstance).isPresent();
  }

  /** The value of {@code key}, which must not be left out. */
  <T> Optional<Located<T>> required(String key, Kind<T> kind) {
    if (unreadable) {
      return Optional.empty();
    }
    if (!entries.containsKey(key)) {
      known.add(key);
      problems.add(
          start.getLine() + 1, start.getColumn() + 1, below(key), "missing", kind.expected());
      return Optional.empty();
    }
    return optional(key, kind);
  }

  /** Tells of something wrong with {@code key}, where it stands, or else where the section does. */
  void complain(String key, String value, String expected) {
    Mark at = place(key).map(Node::getStartMark).orElse(start);
    problems.add(at, below(key), value, expected);
  }

  /** Where the value of {@code key} stands; nowhere when it is left out. */
  Optional<Node> place(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  private <T> Optional<Located<T>> optional(String key, Kind<T> kind) {
    return node(key).flatMap(node -> scalars.read(node, below(key), kind));
  }

  /** The section below {@code key}; an empty one when it is left out. */
  Section section(String key) {
    Section child =
        node(key)
            .map(node -> of(below(key), node, scalars, problems))
            .orElseGet(() -> new Section(below(key), start, scalars, problems));
    child.unreadable |= unreadable;
    children.add(child);
    return child;
  }

  /** The section below {@code key}; what stands there instead is not repeated. */
  Section secretSection(String key) {
    Optional<Node> wrong =
        place(key).filter(ScalarNode.class::isInstance).filter(node -> !Scalars.isNothing(node));
    if (wrong.isEmpty()) {
      return section(key);
    }
    known.add(key);
    problems.add(wrong.get(), below(key), "a text", "a mapping of keys to values");
    return new Section(below(key), start, scalars, problems);
  }

  /** The sections of the list below {@code key}. */
  List<Section> sections(String key) {
    var sections = new ArrayList<Section>();
    List<Node> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      sections.add(of(item(key, i), items.get(i), scalars, problems));
    }
    children.addAll(sections);
    return sections;
  }

  /** The values of the list below {@code key}. */
  <T> List<Located<T>> values(String key, Kind<T> kind) {
    var values = new ArrayList<Located<T>>();
    List<Node> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      scalars.read(items.get(i), item(key, i), kind).ifPresent(values::add);
    }
    return values;
  }

  private List<Node> items(String key) {
    Optional<Node> node = node(key).filter(found -> !Scalars.isNothing(found));
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problems.add(node.get(), below(key), Scalars.describe(node.get()), "a list");
    return List.of();
  }

  /** All keys, where they are names of the user's own choice: every one counts as known. */
  List<Located<String>> keys() {
    known.addAll(entries.keySet());
    return entries.entrySet().stream()
        .map(entry -> new Located<>(entry.getKey(), entry.getValue().key(), below(entry.getKey())))
        .toList();
  }

  /** Tells of all keys, here and below, that nobody asked for. */
  void finish() {
    entries.forEach((key, entry) -> {
      if (!known.contains(key)) {
        problems.add(entry.key(), below(key), unknown(key), "one of " + String.join(", ", known));
      }
    });
    children.forEach(Section::finish);
  }

  private String unknown(String key) {
    return Nearest.to(key, known)
        .map(nearest -> "unknown key, did you mean '" + nearest + "'?")
        .orElse("unknown key");
  }

  private Optional<Node> node(String key) {
    known.add(key);
    return place(key);
  }

  private String below(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String item(String key, int index) {
    return below(key) + "[" + index + "]";
  }
}
