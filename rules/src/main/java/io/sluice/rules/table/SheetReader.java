package io.sluice.rules.table;

import io.sluice.rules.language.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the tables of a sheet, and the words that stand above them. */
final class SheetReader {
  private static final String TABLE = "RuleTable";
  private static final String SET = "RuleSet";
  private static final String SEQUENTIAL = "Sequential";
  private static final String MAX_PRIORITY = "SequentialMaxPriority";
  private static final Set<String> WORDS = Set.of(SET, TABLE, "Notes", SEQUENTIAL, MAX_PRIORITY);
  private static final String COMMENT = "//";
  private static final Map<String, String> REFUSED =
      Map.of(
          "import", "Import has no use here (expected: nothing; all facts are known)",
          "variables", "Variables can't be defined here (expected: nothing)",
          "functions", "Functions can't be defined here (expected: conditions on facts)",
          "queries", "Queries have no use here (expected: RuleTable)",
          "declare", "Types can't be declared here (expected: only the broker's facts)",
          "unit", "Units have no use here (expected: RuleTable)");

  private final Grid grid;
  private final CellProblems problems;
  private boolean sequential;
  private boolean strayed;
  private Optional<Integer> nextPriority = Optional.empty();

  SheetReader(Grid grid, CellProblems problems) {
    this.grid = grid;
    this.problems = problems;
  }

  /** The sheet's tables; what is wrong with them is noted. */
  List<RuleTable> read() {
    var tables = new ArrayList<RuleTable>();
    var rows = new ArrayList<>(grid.rows());
    int at = 0;
    while (at < rows.size()) {
      Cell first = firstCell(rows.get(at++));
      if (isWord(first, TABLE)) {
        int start = at;
        while (at < rows.size() && !isTableOrSet(firstCell(rows.get(at)))) {
          at++;
        }
        readTable(first, rows.subList(start, at)).ifPresent(tables::add);
      } else if (!isComment(first)) {
        readWord(first);
      }
    }
    if (tables.isEmpty() && !problems.anyErrors()) {
      problems.warning(
          new Cell(1, 1), "there is no table (expected: a cell such as RuleTable Teams)");
    }
    return tables;
  }

  private Cell firstCell(int row) {
    return new Cell(row, grid.row(row).firstKey());
  }

  private boolean isTableOrSet(Cell cell) {
    return isWord(cell, TABLE) || isWord(cell, SET);
  }

  private boolean isWord(Cell cell, String word) {
    String text = grid.text(cell).toLowerCase(Locale.ROOT);
    String lower = word.toLowerCase(Locale.ROOT);
    return text.equals(lower) || text.startsWith(lower + " ");
  }

  private boolean isComment(Cell first) {
    return grid.text(first).startsWith(COMMENT);
  }

  private void readWord(Cell first) {
    String text = grid.text(first);
    Cell valueCell = new Cell(first.row(), first.column() + 1);
    String value = grid.text(valueCell);
    if (isWord(first, SET)) {
      sequential = false;
      nextPriority = Optional.empty();
    } else if (isWord(first, MAX_PRIORITY)) {
      nextPriority = number(valueCell, value);
    } else if (isWord(first, SEQUENTIAL)) {
      sequential = isTrue(valueCell, value);
    } else if (!isWord(first, "Notes") && !strayed) {
      strayed = true; // A mistyped RuleTable leaves its whole table astray.
      String known = REFUSED.get(text.toLowerCase(Locale.ROOT));
      problems.error(
          first,
          known != null
              ? known
              : "'%s' can't stand outside of a table; %s"
                  .formatted(shortened(text), Nearest.hint(firstWord(text), WORDS)));
    }
  }

  private static String firstWord(String text) {
    return shortened(text.split("\\s", 2)[0]);
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private Optional<Integer> number(Cell cell, String value) {
    if (!value.matches("-?[0-9]{1,9}")) {
      problems.error(
          cell, "%s: '%s' (expected: a whole number, such as 200)".formatted(MAX_PRIORITY, value));
      return Optional.empty();
    }
    return Optional.of(Integer.valueOf(value));
  }

  private boolean isTrue(Cell cell, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (!lower.equals("true") && !lower.equals("false")) {
      problems.error(cell, "%s: '%s' (expected: true or false)".formatted(SEQUENTIAL, value));
    }
    return lower.equals("true");
  }

  private Optional<RuleTable> readTable(Cell place, List<Integer> rows) {
    String name = tableName(place);
    if (name.isEmpty()) {
      problems.error(place, "the table has no name (expected: such as RuleTable Teams)");
    }
    if (sequential && nextPriority.isEmpty()) {
      problems.error(
          place,
          "Sequential needs the first row's priority (expected: a row such as SequentialMaxPriority, 200 above)");
    }
    var header = new TableHeader(grid, problems, place);
    List<Column> columns = header.read(sequential);
    List<Integer> data =
        rows.stream()
            .filter(row -> row > header.lastRow() && !isComment(firstCell(row)))
            .filter(row -> grid.row(row).lastKey() >= place.column())
            .toList();
    data.forEach(row -> checkRow(row, place, columns));
    if (data.isEmpty() && !columns.isEmpty()) {
      problems.warning(
          place,
          "the table has no rows (expected: rows below the labels in row %d)"
              .formatted(header.lastRow()));
    }
    Optional<Integer> first = sequential ? nextPriority : Optional.empty();
    nextPriority = nextPriority.map(priority -> priority - data.size());
    return columns.isEmpty() || name.isEmpty()
        ? Optional.empty()
        : Optional.of(new RuleTable(name, place, columns, data, first));
  }

  private String tableName(Cell place) {
    String beside = grid.text(place).substring(TABLE.length()).strip();
    return beside.isEmpty() ? grid.text(new Cell(place.row(), place.column() + 1)) : beside;
  }

  /** A cell that no column explains would be lost in silence. */
  private void checkRow(int row, Cell place, List<Column> columns) {
    if (columns.isEmpty()) {
      return;
    }
    grid.row(row).tailMap(place.column()).keySet().stream()
        .filter(number -> columns.stream().noneMatch(column -> column.number() == number))
        .forEach(number ->
            problems.error(
                new Cell(row, number),
                "the column has no type (expected: one such as CONDITION in %s, or an empty cell)"
                    .formatted(new Cell(place.row() + 1, number).name())));
  }
}
