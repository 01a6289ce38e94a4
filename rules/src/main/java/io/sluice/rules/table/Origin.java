package io.sluice.rules.table;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import java.util.Optional;

/**
 * Where a stretch of a rule's text comes from.
 *
 * @param cell the cell that holds it
 * @param header the template above that cell, when the cell is a value
 */
record Origin(Cell cell, Optional<Cell> header) {
  Origin(Cell cell) {
    this(cell, Optional.empty());
  }

  Diagnostic diagnostic(Severity severity, String file, String message) {
    String above = header.map(h -> " (header %s)".formatted(h.name())).orElse("");
    String text = "cell %s%s: %s".formatted(cell.name(), above, message);
    return new Diagnostic(severity, file, cell.row(), cell.column(), text);
  }
}
