package io.sluice.rules.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes one row of a table as a rule. */
final class RowWriter {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
  private static final Set<String> ON = Set.of("x", "yes", "true");
  private static final Set<String> OFF = Set.of("", "-", "no", "false");

  private final Grid grid;
  private final CellProblems problems;
  private final RuleText rules;
  private final RuleTable table;
  private final int row;

  RowWriter(Grid grid, CellProblems problems, RuleText rules, RuleTable table, int row) {
    this.grid = grid;
    this.problems = problems;
    this.rules = rules;
    this.table = table;
    this.row = row;
  }

  void write() {
    rules.startLine(row);
    Optional<Column> names = table.only(ColumnType.NAME);
    Optional<String> own = names.map(column -> text(column)).filter(name -> !name.isEmpty());
    Cell nameCell = names.map(c -> c.cell(row)).orElse(new Cell(row, table.place().column()));
    String name = own.orElse("%s row %d".formatted(table.name(), row));
    rules.add(new Origin(nameCell), "rule %s ".formatted(Values.text(name)));
    table.all(ColumnType.METADATA).forEach(this::annotate);
    attributes();
    rules.add(new Origin(nameCell), "when ");
    conditions();
    List<Column> actions = table.all(ColumnType.ACTION);
    rules.add(new Origin(actions.getFirst().cell(row)), "then ");
    actions.stream().filter(this::says).forEach(this::fill);
    rules.add(new Origin(nameCell), " end");
  }

  private String text(Column column) {
    return grid.text(column.cell(row));
  }

  private void annotate(Column column) {
    String value = text(column).replaceAll("\\s+", " ");
    if (!value.isEmpty()) {
      column.template().ifPresent(template -> template.write(column.cell(row), value, rules));
    }
  }

  private void attributes() {
    int index = table.rows().indexOf(row);
    table
        .firstPriority()
        .ifPresent(first -> attribute(table.place(), "salience %d".formatted(first - index)));
    table.only(ColumnType.PRIORITY).filter(this::isFilled).ifPresent(this::priority);
    table.only(ColumnType.ENABLED).filter(this::isFilled).ifPresent(this::enabled);
    table.only(ColumnType.EFFECTIVE).filter(this::isFilled).ifPresent(c -> date(c, "effective"));
    table.only(ColumnType.EXPIRES).filter(this::isFilled).ifPresent(c -> date(c, "expires"));
  }

  private boolean isFilled(Column column) {
    return !text(column).isEmpty();
  }

  private void priority(Column column) {
    if (!WHOLE.matcher(text(column)).matches()) {
      problems.error(
          column.cell(row),
          "priority: '%s' (expected: a whole number such as 100)".formatted(text(column)));
    } else {
      attribute(column.cell(row), "salience " + text(column));
    }
  }

  private void enabled(Column column) {
    String value = text(column).toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      problems.error(
          column.cell(row), "enabled: '%s' (expected: true or false)".formatted(text(column)));
    } else {
      attribute(column.cell(row), "enabled " + value);
    }
  }

  private void date(Column column, String kind) {
    attribute(column.cell(row), "date-%s %s".formatted(kind, Values.text(text(column))));
  }

  private void attribute(Cell cell, String written) {
    rules.add(new Origin(cell), written + " ");
  }

  private void conditions() {
    Map<Cell, String> patterns = new LinkedHashMap<>();
    for (Column column : table.all(ColumnType.CONDITION)) {
      if (column.pattern().isPresent()) {
        patterns.putIfAbsent(column.pattern().get(), "");
        continue;
      }
      if (says(column)) {
        column.template().ifPresent(template -> condition(column, template));
      }
    }
    patterns.keySet().forEach(this::pattern);
  }

  /** Brackets keep an 'or' of one column from reaching into the next. */
  private void condition(Column column, Template template) {
    boolean several = template.joinsPatterns();
    var origin = new Origin(template.header());
    rules.add(origin, several ? "(" : "");
    fill(column);
    rules.add(origin, several ? ") " : " ");
  }

  private void pattern(Cell cell) {
    List<Column> columns =
        table.all(ColumnType.CONDITION).stream()
            .filter(column -> column.pattern().filter(cell::equals).isPresent())
            .filter(this::says)
            .toList();
    if (columns.isEmpty()) {
      return;
    }
    var origin = new Origin(cell);
    rules.add(origin, TableHeader.patternText(grid.text(cell)) + "(");
    fill(columns.getFirst());
    for (Column column : columns.subList(1, columns.size())) {
      rules.add(origin, ", ");
      fill(column);
    }
    rules.add(origin, ") ");
  }

  private void fill(Column column) {
    column.template().ifPresent(t -> t.write(column.cell(row), text(column), rules));
  }

  /** Whether the row says something in this column; a cell that can't be used is noted. */
  private boolean says(Column column) {
    return column.template().filter(template -> says(column.cell(row), template)).isPresent();
  }

  private boolean says(Cell cell, Template template) {
    String written = grid.text(cell);
    String lower = written.toLowerCase(Locale.ROOT);
    if (!template.takesValues()) {
      if (!ON.contains(lower) && !OFF.contains(lower)) {
        fail(
            cell,
            template,
            "'%s' (expected: x or nothing, as the header has no $param)".formatted(written));
      }
      return ON.contains(lower);
    }
    if (written.isEmpty()) {
      return false;
    }
    Optional<String> wrong =
        template.takesLists() ? Values.problemOfList(written) : Optional.empty();
    wrong.ifPresent(message -> fail(cell, template, message));
    int expected = template.listed();
    int listed = wrong.isPresent() || expected == 0 ? expected : Values.list(written).size();
    if (listed != expected) {
      fail(
          cell,
          template,
          "%d values (expected: %d with commas between them, as $%d in the header says)"
              .formatted(listed, expected, expected));
    }
    return wrong.isEmpty() && listed == expected;
  }

  private void fail(Cell cell, Template template, String message) {
    problems.error(new Origin(cell, Optional.of(template.header())), message);
  }
}
