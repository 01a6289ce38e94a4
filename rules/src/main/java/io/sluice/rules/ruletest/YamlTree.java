package io.sluice.rules.ruletest;

import io.sluice.rules.ruleset.RuleFile;
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
 * The syntax of a file of tests. Only the tree of nodes is made: no object of any class that a tag
 * could name, and every node knows its line and column.
 */
final class YamlTree {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_ALIASES = 50;
  private static final int DEEPEST = 20;

  private YamlTree() {}

  /** The root, or nothing when the text is empty or no YAML, which is a problem. */
  static Optional<Node> of(RuleFile file, TestProblems problems) {
    String text = file.text();
    var options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    if (text.length() > MOST_CHARACTERS) {
      problems.add(
          1,
          1,
          "%d characters (expected: at most %d; make several files of it)"
              .formatted(text.length(), MOST_CHARACTERS));
      return Optional.empty();
    }
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        problems.add(1, 1, "empty (expected: the key tests with a list of tests)");
      }
      return Optional.ofNullable(root);
    } catch (MarkedYAMLException e) {
      Mark at = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      problems.add(at, "this is no YAML: " + context + e.getProblem() + hint(e));
    } catch (ReaderException e) {
      String before = text.substring(0, Math.min(e.getPosition(), text.length()));
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      problems.add(line, column, "this is no YAML: a control character (expected: plain text)");
    } catch (YAMLException e) {
      problems.add(
          1, 1, "this is no YAML of moderate size and depth: %s".formatted(e.getMessage()));
    }
    return Optional.empty();
  }

  /** What most often stands behind what the parser says in its own words. */
  private static String hint(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("'\\t(TAB)'")) {
      return " (expected: spaces at the start of a line, not tabs)";
    }
    if (problem.contains("mapping values are not allowed here")) {
      return " (expected: quotation marks around a text with a colon)";
    }
    if (problem.contains("expected <block end>")) {
      return " (expected: the same indentation as the lines above)";
    }
    return "";
  }
}
