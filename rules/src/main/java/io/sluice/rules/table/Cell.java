package io.sluice.rules.table;

/**
 * The place of one cell.
 *
 * @param row from 1
 * @param column from 1
 */
record Cell(int row, int column) {

  /** The place as spreadsheets name it, such as C7. */
  String name() {
    var letters = new StringBuilder();
    for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return letters.toString() + row;
  }
}
