package io.sluice.rules.table;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A decision table, written out as rules: one for each row, in the line of the row's number.
 *
 * <p>A table gets no rights of its own. Its templates are checked like any rule's text, and its
 * cells only ever become literals. What is found wrong in the written rules is told at the cell
 * that it comes from.
 */
public final class DecisionTable {
  private static final String CSV = ".csv";
  private static final String XLSX = ".xlsx";

  private final RuleFile rules;
  private final RuleText text;
  private final List<Diagnostic> diagnostics;

  private DecisionTable(RuleFile rules, RuleText text, List<Diagnostic> diagnostics) {
    this.rules = rules;
    this.text = text;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Whether a file is a decision table, by its name. */
  public static boolean isTable(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return lower.endsWith(CSV) || lower.endsWith(XLSX);
  }

  /** Reads a table; never fails for what a file holds, but notes it. */
  public static DecisionTable read(RuleFile file) {
    var problems = new CellProblems(file.name());
    Grid grid = grid(file, problems);
    var text = new RuleText();
    if (!problems.anyErrors()) {
      write(grid, problems, text);
    }
    return new DecisionTable(new RuleFile(file.name(), text.toString()), text, problems.found());
  }

  private static Grid grid(RuleFile file, CellProblems problems) {
    if (file.name().toLowerCase(Locale.ROOT).endsWith(XLSX)) {
      return XlsxReader.read(file.bytes(), problems);
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return CsvReader.read(decoder.decode(ByteBuffer.wrap(file.bytes())).toString(), problems);
    } catch (CharacterCodingException e) {
      problems.fileError("the file is not UTF-8 (expected: save it as CSV UTF-8)");
      return new Grid(problems);
    }
  }

  private static void write(Grid grid, CellProblems problems, RuleText text) {
    for (RuleTable table : new SheetReader(grid, problems).read()) {
      for (int row : table.rows()) {
        new RowWriter(grid, problems, text, table, row).write();
        if (text.tooLong()) {
          problems.error(new Cell(row, 1), "the table is too large (expected: several files)");
          return;
        }
      }
    }
  }

  /** The rules as DRL, under the table's own name. */
  public RuleFile rules() {
    return rules;
  }

  /** What is wrong with the table itself. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The same problems of the written rules at the cells that they come from, each once. */
  public List<Diagnostic> atCells(List<Diagnostic> ofRules) {
    return ofRules.stream().map(this::atCell).distinct().toList();
  }

  private Diagnostic atCell(Diagnostic problem) {
    Origin origin = text.origin(problem.line(), problem.column());
    return origin.diagnostic(problem.severity(), rules.name(), problem.message());
  }
}
