package io.sluice.rules.table;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a table, by cell. For one thread. */
final class CellProblems {
  private final String file;
  private final List<Diagnostic> found = new ArrayList<>();

  CellProblems(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void error(Cell cell, String message) {
    add(Severity.ERROR, new Origin(cell), message);
  }

  void error(Origin origin, String message) {
    add(Severity.ERROR, origin, message);
  }

  void warning(Cell cell, String message) {
    add(Severity.WARNING, new Origin(cell), message);
  }

  /** Something that concerns the whole file. */
  void fileError(String message) {
    found.add(new Diagnostic(Severity.ERROR, file, 1, 1, message));
  }

  private void add(Severity severity, Origin origin, String message) {
    found.add(origin.diagnostic(severity, file, message));
  }

  boolean anyErrors() {
    return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
  }

  List<Diagnostic> found() {
    return List.copyOf(found);
  }
}
