package io.sluice.broker.config;

import io.sluice.broker.config.Section.Located;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads single values: fills in the environment, then parses the text as the kind wants it. */
final class Scalars {
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

  private final Substitution substitution;
  private final Problems problems;

  Scalars(Substitution substitution, Problems problems) {
    this.substitution = substitution;
    this.problems = problems;
  }

  <T> Optional<Located<T>> read(Node node, String path, Kind<T> kind) {
    return read(node, path, kind, substitution);
  }

  /** Without the environment. */
  <T> Optional<Located<T>> readVerbatim(Node node, String path, Kind<T> kind) {
    return read(node, path, kind, Substitution.off());
  }

  private <T> Optional<Located<T>> read(
      Node node, String path, Kind<T> kind, Substitution substitution) {
    if (!(node instanceof ScalarNode scalar) || !PLAIN.contains(node.getTag())) {
      String found = describe(node);
      boolean telling = node instanceof ScalarNode && !isNothing(node);
      problems.add(node, path, telling ? kind.shown().apply(found) : found, kind.expected());
      return Optional.empty();
    }
    return switch (substitution.apply(scalar.getValue())) {
      case Substitution.Result.Wrong wrong -> {
        problems.add(node, path, wrong.value(), wrong.expected());
        yield Optional.empty();
      }
      case Substitution.Result.Text text -> parsed(scalar, path, kind, text.text());
    };
  }

  private <T> Optional<Located<T>> parsed(
      ScalarNode scalar, String path, Kind<T> kind, String text) {
    Optional<T> value = kind.parse().apply(text);
    if (value.isEmpty()) {
      problems.add(scalar, path, kind.shown().apply(text), kind.expectedFor(text));
    }
    return value.map(found -> new Located<>(found, scalar, path));
  }

  /** Whether a key was written without a value. */
  static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  static String describe(Node node) {
    return switch (node) {
      case MappingNode _ -> "a mapping";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when PLAIN.contains(node.getTag()) -> scalar.getValue();
      case ScalarNode scalar when !isNothing(node) -> node.getTag() + " " + scalar.getValue();
      default -> "nothing";
    };
  }
}
