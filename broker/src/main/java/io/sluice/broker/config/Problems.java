package io.sluice.broker.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Gathers what is wrong in one file, so that all of it is told at once. For one thread. */
final class Problems {
  private final String file;
  private final List<ConfigProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node at, String path, String value, String expected) {
    add(at.getStartMark(), path, value, expected);
  }

  void add(Mark at, String path, String value, String expected) {
    add(at.getLine() + 1, at.getColumn() + 1, path, value, expected);
  }

  void add(int line, int column, String path, String value, String expected) {
    found.add(
        new ConfigProblem(file, line, column, path, Shown.of(Secrets.maskUrl(value)), expected));
  }

  int count() {
    return found.size();
  }

  boolean none() {
    return found.isEmpty();
  }

  List<ConfigProblem> inOrder() {
    return found.stream()
        .sorted(
            Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
        .toList();
  }
}
