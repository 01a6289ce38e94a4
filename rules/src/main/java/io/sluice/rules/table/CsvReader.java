package io.sluice.rules.table;

import java.util.Optional;

/**
 * Reads comma-separated values as RFC 4180 has them, and what spreadsheets make of them: a byte
 * order mark, semicolons in place of commas, a line that says {@code sep=;}, any line end, and
 * quotes inside of a cell that does not begin with one.
 */
final class CsvReader {
  private static final String DECLARED = "sep=";

  private final String text;
  private final char separator;
  private final CellProblems problems;
  private final Grid grid;
  private int at;
  private int row = 1;
  private int column = 1;

  private CsvReader(String text, int start, char separator, CellProblems problems) {
    this.text = text;
    this.at = start;
    this.separator = separator;
    this.problems = problems;
    this.grid = new Grid(problems);
  }

  /** The sheet; its problems are noted. */
  static Grid read(String text, CellProblems problems) {
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    if (text.startsWith(DECLARED, start) && text.length() > start + DECLARED.length()) {
      char declared = text.charAt(start + DECLARED.length());
      return new CsvReader(text, start, declared, problems).withoutFirstLine();
    }
    var commas = new CellProblems(problems.file());
    var semicolons = new CellProblems(problems.file());
    Grid byCommas = new CsvReader(text, start, ',', commas).read();
    Grid bySemicolons = new CsvReader(text, start, ';', semicolons).read();
    boolean commasFit = columnTypes(byCommas) >= columnTypes(bySemicolons);
    return new CsvReader(text, start, commasFit ? ',' : ';', problems).read();
  }

  /** How many words such as CONDITION stand alone in a cell: most, when cut at the right places. */
  private static long columnTypes(Grid grid) {
    return grid.rows().stream()
        .flatMap(row -> grid.row(row).values().stream())
        .map(ColumnType::find)
        .flatMap(Optional::stream)
        .count();
  }

  private Grid withoutFirstLine() {
    while (at < text.length() && !atLineEnd()) {
      at++;
    }
    nextRow();
    return read();
  }

  private Grid read() {
    while (at < text.length()) {
      String cell = text.charAt(at) == '"' ? quoted() : plain();
      if (at < 0 || !grid.put(new Cell(row, column), cell)) {
        return grid;
      }
      markMerged(cell);
      if (at < text.length() && text.charAt(at) == separator) {
        at++;
        column++;
      } else {
        nextRow();
      }
    }
    return grid;
  }

  /** Neighbours that end in three dots are one cell: so Drools' tables write merged cells. */
  private void markMerged(String cell) {
    var here = new Cell(row, column);
    var left = new Cell(row, column - 1);
    if (column > 1 && cell.strip().endsWith("...") && grid.text(left).endsWith("...")) {
      grid.merge(here, grid.mergedInto(left).orElse(left));
    }
  }

  private String plain() {
    int start = at;
    while (at < text.length() && text.charAt(at) != separator && !atLineEnd()) {
      at++;
    }
    return text.substring(start, at);
  }

  /** What stands in quotes; the position is below 0, with a problem, when they are wrong. */
  private String quoted() {
    var value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        value.append('"');
        at++;
      } else {
        return closed(value.toString());
      }
    }
    return fail("the quote is never closed (expected: \" at the cell's end)");
  }

  private String closed(String value) {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at == text.length() || text.charAt(at) == separator || atLineEnd()) {
      return value;
    }
    return fail(
        "'%c' follows the closing quote (expected: '%c'; a quote inside of quotes is written twice)"
            .formatted(text.charAt(at), separator));
  }

  private String fail(String message) {
    problems.error(new Cell(row, column), message);
    at = -1;
    return "";
  }

  private boolean atLineEnd() {
    return text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private void nextRow() {
    if (at < text.length()) {
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
    row++;
    column = 1;
  }
}
