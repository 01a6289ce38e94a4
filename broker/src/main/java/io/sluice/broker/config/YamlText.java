package io.sluice.broker.config;

import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * The syntax of a file. Only the tree of nodes is made: no object of any class that a tag could
 * name, and every node knows its line and column.
 */
final class YamlText {
  static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_ALIASES = 50;
  private static final int DEEPEST = 20;

  private YamlText() {}

  /**
   * The root, or nothing when the text is no YAML or empty, which is a problem.
   *
   * @param expected what should stand there instead of nothing
   */
  static Optional<Node> parse(String text, String expected, Problems problems) {
    var options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        problems.add(0, 0, "", "empty", expected);
      }
      return Optional.ofNullable(root);
    } catch (MarkedYAMLException e) {
      Mark at = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      problems.add(at, "", "not YAML: " + context + e.getProblem(), "valid YAML");
    } catch (ReaderException e) {
      String before = text.substring(0, Math.min(e.getPosition(), text.length()));
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      problems.add(
          line, column, "", "not YAML: a control character", "text without control characters");
    } catch (YAMLException e) {
      problems.add(
          0, 0, "", "not YAML: " + e.getMessage(), "valid YAML of moderate size and depth");
    }
    return Optional.empty();
  }
}
