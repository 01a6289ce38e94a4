package io.sluice.rules.table;

import io.sluice.rules.language.Nearest;
import io.sluice.rules.table.Template.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a table's header: below RuleTable a row of column types, a row of patterns (which may be
 * missing), a row of templates and a row of labels for people.
 */
final class TableHeader {
  private static final Pattern ANNOTATION =
      Pattern.compile("@?([A-Za-z][A-Za-z0-9_]*)(?:\\s*\\(\\s*([\"']?)\\$param\\2\\s*\\))?");
  private static final Pattern PATTERN =
      Pattern.compile("(?:(?:not|exists)\\s+)?(?:\\$?[A-Za-z_][A-Za-z0-9_]*\\s*:\\s*)?[A-Za-z.]+");

  private final Grid grid;
  private final CellProblems problems;
  private final int typeRow;
  private final int firstColumn;
  private final Optional<Integer> patternRow;
  private final int templateRow;

  TableHeader(Grid grid, CellProblems problems, Cell place) {
    this.grid = grid;
    this.problems = problems;
    this.typeRow = place.row() + 1;
    this.firstColumn = place.column();
    boolean templatesFollow =
        grid.row(typeRow + 1).values().stream().anyMatch(text -> text.contains("("));
    this.patternRow = templatesFollow ? Optional.empty() : Optional.of(typeRow + 1);
    this.templateRow = templatesFollow ? typeRow + 1 : typeRow + 2;
  }

  /** The row of labels. */
  int lastRow() {
    return templateRow + 1;
  }

  /**
   * The columns; none, with problems, when one of them can't be used.
   *
   * @param sequential whether the order of rows takes the place of priorities
   */
  List<Column> read(boolean sequential) {
    var columns = new ArrayList<Column>();
    boolean good = true;
    for (Map.Entry<Integer, String> typed : grid.row(typeRow).tailMap(firstColumn).entrySet()) {
      Optional<Column> column = column(typed.getKey(), typed.getValue());
      good &= column.isPresent();
      column.ifPresent(columns::add);
    }
    good = checkTypes(columns, sequential) && checkUntyped() && good;
    if (good && columns.stream().noneMatch(column -> column.type() == ColumnType.ACTION)) {
      problems.error(
          new Cell(typeRow, firstColumn),
          "the table has no ACTION column (expected: one, with a template such as decision.route(\"$param\") below)");
      good = false;
    }
    return good ? columns : List.of();
  }

  private Optional<Column> column(int number, String written) {
    Optional<ColumnType> found = ColumnType.find(written);
    if (found.isEmpty()) {
      problems.error(
          new Cell(typeRow, number),
          "'%s' is no type of column; %s"
              .formatted(written, Nearest.hint(written, ColumnType.words())));
      return Optional.empty();
    }
    ColumnType type = found.get();
    if (!type.hasTemplate()) {
      return Optional.of(new Column(number, type, Optional.empty(), Optional.empty()));
    }
    Optional<Cell> pattern = type == ColumnType.CONDITION ? patternAbove(number) : Optional.empty();
    return template(new Cell(templateRow, number), type, pattern)
        .filter(_ -> pattern.map(this::isPattern).orElse(true))
        .map(template -> new Column(number, type, pattern, Optional.of(template)));
  }

  private Optional<Cell> patternAbove(int number) {
    return patternRow
        .map(row -> new Cell(row, number))
        .map(cell -> grid.mergedInto(cell).orElse(cell))
        .filter(cell -> !grid.text(cell).isEmpty());
  }

  /** What a pattern's cell says, without the dots that mark merged cells. */
  static String patternText(String written) {
    return written.replaceFirst("\\.\\.\\.$", "").strip();
  }

  private boolean isPattern(Cell cell) {
    String text = patternText(grid.text(cell));
    boolean good = PATTERN.matcher(text).matches();
    if (!good) {
      problems.error(
          cell,
          "'%s' is no kind of fact (expected: such as Query, $q : Query, or an empty cell)"
              .formatted(text));
    }
    return good;
  }

  private Optional<Template> template(Cell cell, ColumnType type, Optional<Cell> pattern) {
    String text = grid.text(cell);
    if (text.isEmpty()) {
      problems.error(
          cell,
          "the %s column has no template (expected: such as %s)"
              .formatted(type.word(), example(type)));
      return Optional.empty();
    }
    if (type == ColumnType.METADATA) {
      return annotation(cell, text);
    }
    if (type == ColumnType.ACTION) {
      String ended = text.endsWith(";") ? text : text + ";";
      return TemplateReader.read(cell, ended, problems);
    }
    return pattern.isPresent()
        ? TemplateReader.readInPattern(cell, text, problems)
        : TemplateReader.read(cell, text, problems);
  }

  private static String example(ColumnType type) {
    return switch (type) {
      case METADATA -> "owner";
      case ACTION -> "decision.route(\"$param\")";
      default -> "Team(value == \"$param\")";
    };
  }

  private Optional<Template> annotation(Cell cell, String text) {
    Matcher matcher = ANNOTATION.matcher(text);
    if (!matcher.matches()) {
      problems.error(cell, "'%s' is no annotation (expected: such as owner)".formatted(text));
      return Optional.empty();
    }
    List<Part> parts =
        List.of(
            new Part.Fixed("@" + matcher.group(1) + "("),
            new Part.Text(List.of("", ""), List.of(0)),
            new Part.Fixed(") "));
    return Optional.of(new Template(cell, parts));
  }

  private boolean checkTypes(List<Column> columns, boolean sequential) {
    boolean good = true;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      ColumnType type = column.type();
      boolean again = columns.subList(0, i).stream().anyMatch(other -> other.type() == type);
      if (type.single() && again) {
        problems.error(
            column.cell(typeRow), "a second %s column (expected: one)".formatted(type.word()));
        good = false;
      }
      if (type == ColumnType.PRIORITY && sequential) {
        problems.error(
            column.cell(typeRow), "PRIORITY has no use beside Sequential (expected: one of them)");
        good = false;
      }
    }
    return good;
  }

  /** A template below an empty type is a column that somebody forgot to name. */
  private boolean checkUntyped() {
    boolean good = true;
    for (int number : grid.row(templateRow).tailMap(firstColumn).keySet()) {
      if (!grid.row(typeRow).containsKey(number)) {
        problems.error(
            new Cell(typeRow, number),
            "the column has no type; expected: %s"
                .formatted(String.join(", ", ColumnType.words())));
        good = false;
      }
    }
    return good;
  }
}
