package io.sluice.rules.ruletest;

import io.sluice.rules.language.Nearest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Keys with values of a file of tests, perhaps laid over others. Immutable.
 *
 * @param at where they stand
 * @param path the key that leads to them; empty for the whole file
 * @param entries the keys with their values, in the order of the file
 */
record Mapping(Node at, String path, Map<String, Entry> entries) {

  /** A key and its value, as they stand in the file. */
  record Entry(Node key, Node value) {}

  /** The keys of a node; none, and a problem, when it has none. */
  static Mapping of(Node node, String path, TestProblems problems) {
    var entries = new LinkedHashMap<String, Entry>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        enter(entries, tuple, path, problems);
      }
    } else {
      problems.wrong(
          node,
          path.isEmpty() ? "the file" : path,
          Values.described(node),
          "keys with values, such as 'name: value'");
    }
    return new Mapping(node, path, entries);
  }

  private static void enter(
      Map<String, Entry> entries, NodeTuple tuple, String path, TestProblems problems) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.wrong(tuple.getKeyNode(), path, Values.described(tuple.getKeyNode()), "a plain key");
      return;
    }
    Entry first = entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode()));
    if (first != null) {
      problems.wrong(
          key,
          below(path, key.getValue()),
          "stands twice",
          "each key once; the first is in line " + (first.key().getStartMark().getLine() + 1));
    }
  }

  /** Tells of all keys that are not among {@code known}, and goes on without them. */
  Mapping only(Collection<String> known, TestProblems problems) {
    entries.forEach((key, entry) -> {
      if (!known.contains(key)) {
        problems.add(
            entry.key().getStartMark(),
            "%s: unknown key; %s".formatted(below(path, key), Nearest.hint(key, known)));
      }
    });
    return keeping(known::contains);
  }

  Mapping keeping(Predicate<String> kept) {
    var some = new LinkedHashMap<>(entries);
    some.keySet().removeIf(kept.negate());
    return new Mapping(at, path, some);
  }

  /** These keys, and those of {@code lower} that are not among them. */
  Mapping over(Mapping lower) {
    var all = new LinkedHashMap<>(lower.entries);
    all.putAll(entries);
    return new Mapping(at, path, all);
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  boolean hasAny(Set<String> keys) {
    return keys.stream().anyMatch(entries::containsKey);
  }

  Optional<Node> node(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** The value of a key, as {@code reader} reads it from its node and path. */
  <T> Optional<T> read(String key, BiFunction<Node, String, Optional<T>> reader) {
    return node(key).flatMap(node -> reader.apply(node, below(key)));
  }

  String text(String key, Values values) {
    return read(key, values::text).orElse("");
  }

  List<String> texts(String key, Values values) {
    return read(key, values::texts).orElse(List.of());
  }

  String below(String key) {
    return below(path, key);
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
