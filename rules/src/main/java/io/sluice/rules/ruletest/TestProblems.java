package io.sluice.rules.ruletest;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Gathers what is wrong in one file of tests, so that all of it is told at once. */
final class TestProblems {
  private static final int LONGEST = 160;

  private final String file;
  private final List<Diagnostic> found = new ArrayList<>();

  TestProblems(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  /**
   * @param path the key, such as {@code expect.group}
   * @param value what stands there
   * @param expected what should stand there
   */
  void wrong(Node at, String path, String value, String expected) {
    add(at.getStartMark(), "%s: %s (expected: %s)".formatted(path, shown(value), expected));
  }

  void add(Mark at, String message) {
    add(at.getLine() + 1, at.getColumn() + 1, message);
  }

  void add(int line, int column, String message) {
    found.add(new Diagnostic(Severity.ERROR, file, line, column, message));
  }

  /** All that was found, in the order of the file, each once: defaults count for every test. */
  List<Diagnostic> inOrder() {
    return found.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
        .toList();
  }

  int count() {
    return found.size();
  }

  /** On one line, not too long, and visible when it is blank. */
  private static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    if (line.length() > LONGEST) {
      return line.substring(0, LONGEST) + "…";
    }
    return line.isBlank() ? "'" + line + "'" : line;
  }
}
