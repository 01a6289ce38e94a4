package io.sluice.rules.table;

import java.util.List;
import java.util.Optional;

/**
 * One table of a sheet.
 *
 * @param name what its rows' rules are called when they have no name of their own
 * @param place its RuleTable cell
 * @param columns its columns, from the left
 * @param rows the numbers of the rows that become rules
 * @param firstPriority the first row's salience, when rows are in the order of their importance
 */
record RuleTable(
    String name,
    Cell place,
    List<Column> columns,
    List<Integer> rows,
    Optional<Integer> firstPriority) {
  RuleTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  Optional<Column> only(ColumnType type) {
    return columns.stream().filter(column -> column.type() == type).findFirst();
  }

  List<Column> all(ColumnType type) {
    return columns.stream().filter(column -> column.type() == type).toList();
  }
}
