package io.sluice.samples.bench.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table in Markdown, its columns as wide as they must be. All columns but the first are numbers.
 */
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  public MarkdownTable(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row, which has a cell for each heading. */
  public MarkdownTable row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "cells: %d (expected: %d)".formatted(cells.length, rows.getFirst().size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The table, with a line end after each line. */
  public String text() {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .map(width -> Math.max(3, width))
            .toArray();
    var text = new StringBuilder(line(rows.getFirst(), widths));
    text.append(
        IntStream.range(0, widths.length)
            .mapToObj(i -> "-".repeat(widths[i] + 1) + (i == 0 ? "-" : ":"))
            .collect(Collectors.joining("|", "|", "|\n")));
    rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> i == 0 ? left(row.get(i), widths[i]) : right(row.get(i), widths[i]))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String left(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }

  private static String right(String cell, int width) {
    return " ".repeat(width - cell.length()) + cell;
  }
}
