package io.sluice.rules.table;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/** The texts of a sheet's cells, bounded. Empty cells are not kept. For one thread. */
final class Grid {
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_COLUMNS = 100;
  private static final int LONGEST_TEXT = 4_000;
  private static final NavigableMap<Integer, String> NO_CELLS = Collections.emptyNavigableMap();

  private final NavigableMap<Integer, NavigableMap<Integer, String>> rows = new TreeMap<>();
  private final Map<Cell, Cell> mergedInto = new HashMap<>();
  private final CellProblems problems;

  Grid(CellProblems problems) {
    this.problems = problems;
  }

  /** Sets a cell's text, without the white space around it; false, with a problem, at a limit. */
  boolean put(Cell cell, String written) {
    String text = stripped(written);
    if (text.isEmpty()) {
      return true;
    }
    if (cell.row() > MOST_ROWS || cell.column() > MOST_COLUMNS) {
      problems.error(
          cell,
          "the sheet is too large (expected: at most %d rows and %d columns)"
              .formatted(MOST_ROWS, MOST_COLUMNS));
      return false;
    }
    if (text.length() > LONGEST_TEXT) {
      problems.error(
          cell,
          "%d characters are too many (expected: at most %d)"
              .formatted(text.length(), LONGEST_TEXT));
      return false;
    }
    rows.computeIfAbsent(cell.row(), _ -> new TreeMap<>()).put(cell.column(), text);
    return true;
  }

  /** Spreadsheets leave non-breaking spaces behind that nobody sees. */
  private static String stripped(String text) {
    return text.replace('\u00A0', ' ').strip();
  }

  /** Makes a cell part of another one, on its left. */
  void merge(Cell cell, Cell into) {
    mergedInto.put(cell, into);
  }

  Optional<Cell> mergedInto(Cell cell) {
    return Optional.ofNullable(mergedInto.get(cell));
  }

  /** The numbers of all rows that hold something. */
  NavigableSet<Integer> rows() {
    return rows.navigableKeySet();
  }

  /** The texts of a row by column; empty cells are missing. */
  NavigableMap<Integer, String> row(int row) {
    return Collections.unmodifiableNavigableMap(rows.getOrDefault(row, NO_CELLS));
  }

  /** The text of a cell; empty when there is none. */
  String text(Cell cell) {
    return row(cell.row()).getOrDefault(cell.column(), "");
  }
}
