package io.sluice.rules.table;

import java.util.Optional;

/**
 * One column of a table.
 *
 * @param number its number in the sheet, from 1
 * @param type what its cells become
 * @param pattern the cell of the pattern that its conditions stand in, if there is one; columns
 *     with merged cells share it
 * @param template what its cells are put into; for METADATA the annotation's name is all of it
 */
record Column(int number, ColumnType type, Optional<Cell> pattern, Optional<Template> template) {
  Cell cell(int row) {
    return new Cell(row, number);
  }
}
