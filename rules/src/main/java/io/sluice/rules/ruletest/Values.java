package io.sluice.rules.ruletest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the values of a file of tests. A value that is wrong is a problem, and then left out. */
final class Values {
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);
  private static final Pattern WHOLE = Pattern.compile("-?[0-9][0-9_]{0,17}");
  private static final Pattern DECIMAL =
      Pattern.compile("[0-9][0-9_]{0,17}(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private final TestProblems problems;

  Values(TestProblems problems) {
    this.problems = problems;
  }

  Optional<String> text(Node node, String path) {
    return scalar(node, path, "a text");
  }

  Optional<Boolean> flag(Node node, String path) {
    return scalar(node, path, "true or false")
        .flatMap(text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> wrong(node, path, text, "true or false");
            });
  }

  Optional<Long> whole(Node node, String path, long most) {
    String expected =
        most == Long.MAX_VALUE
            ? "a whole number, 0 or more"
            : "a whole number from 0 to %d".formatted(most);
    return scalar(node, path, expected)
        .flatMap(text -> {
          long number = WHOLE.matcher(text).matches() ? Long.parseLong(digits(text)) : -1;
          return number >= 0 && number <= most
              ? Optional.of(number)
              : wrong(node, path, text, expected);
        });
  }

  Optional<Double> decimal(Node node, String path, double most) {
    String expected = most == 1 ? "a number from 0 to 1" : "a number, 0 or more";
    return scalar(node, path, expected)
        .flatMap(text -> {
          double number = DECIMAL.matcher(text).matches() ? Double.parseDouble(digits(text)) : -1;
          return number >= 0 && number <= most
              ? Optional.of(number)
              : wrong(node, path, text, expected);
        });
  }

  Optional<Duration> duration(Node node, String path) {
    String expected = "a duration such as 90s or 5m, in ms, s, m, h or d";
    return scalar(node, path, expected)
        .flatMap(text -> {
          Matcher matcher = DURATION.matcher(text);
          return matcher.matches()
              ? Optional.of(
                  UNITS
                      .getOrDefault(matcher.group(2), Duration.ZERO)
                      .multipliedBy(Long.parseLong(matcher.group(1))))
              : wrong(node, path, text, expected);
        });
  }

  /** The texts of a list. */
  Optional<List<String>> texts(Node node, String path) {
    return nodes(node, path, "a list such as [a, b]")
        .map(items -> {
          var texts = new ArrayList<String>();
          for (int i = 0; i < items.size(); i++) {
            text(items.get(i), item(path, i)).ifPresent(texts::add);
          }
          return List.copyOf(texts);
        });
  }

  Optional<List<Node>> nodes(Node node, String path, String expected) {
    return node instanceof SequenceNode sequence
        ? Optional.of(sequence.getValue())
        : wrong(node, path, described(node), expected);
  }

  /** Texts by names of the writer's choice, in the order of the file. */
  Optional<Map<String, String>> pairs(Node node, String path) {
    if (!(node instanceof MappingNode mapping)) {
      return wrong(node, path, described(node), "names with values, such as { a: b }");
    }
    var pairs = new LinkedHashMap<String, String>();
    for (NodeTuple tuple : mapping.getValue()) {
      text(tuple.getKeyNode(), path)
          .ifPresent(name ->
              text(tuple.getValueNode(), path + "." + name)
                  .ifPresent(value -> enter(pairs, tuple.getKeyNode(), path, name, value)));
    }
    return Optional.of(pairs);
  }

  private void enter(Map<String, String> pairs, Node key, String path, String name, String value) {
    if (pairs.putIfAbsent(name, value) != null) {
      problems.wrong(key, path + "." + name, "stands twice", "each name once");
    }
  }

  <T> Optional<T> wrong(Node at, String path, String value, String expected) {
    problems.wrong(at, path, value, expected);
    return Optional.empty();
  }

  private Optional<String> scalar(Node node, String path, String expected) {
    return node instanceof ScalarNode scalar && PLAIN.contains(node.getTag())
        ? Optional.of(scalar.getValue())
        : wrong(node, path, described(node), expected);
  }

  private static String digits(String number) {
    return number.replace("_", "");
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  static String described(Node node) {
    return switch (node) {
      case MappingNode _ -> "names with values";
      case SequenceNode _ -> "a list";
      case ScalarNode _ when node.getTag().equals(Tag.NULL) -> "nothing";
      case ScalarNode scalar when PLAIN.contains(node.getTag()) -> scalar.getValue();
      case ScalarNode scalar -> node.getTag() + " " + scalar.getValue();
      default -> "nothing";
    };
  }
}
