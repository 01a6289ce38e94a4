package io.sluice.broker.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table whose columns are as wide as what stands in them, with notes between the rows. */
final class Columns {
  private static final String GAP = "  ";
  private static final int WIDEST = 60;

  private final List<String> heads;
  private final boolean[] right;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * @param heads the titles of the columns; one that begins with {@code >} is of numbers, which
   *     stand at the right
   */
  Columns(String... heads) {
    this.heads = Arrays.stream(heads).map(head -> head.replace(">", "")).toList();
    this.right = new boolean[heads.length];
    for (int i = 0; i < heads.length; i++) {
      right[i] = heads[i].startsWith(">");
    }
  }

  void row(String... cells) {
    lines.add(Arrays.stream(cells).map(Columns::cut).toList());
  }

  /** A line of its own below the last row. */
  void note(String text) {
    lines.add(List.of(text));
  }

  private static String cut(String cell) {
    return cell.length() <= WIDEST ? cell : cell.substring(0, WIDEST - 1) + "…";
  }

  String text(Terminal terminal) {
    int[] widths = new int[right.length];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          lines.stream()
              .filter(line -> line.size() == widths.length)
              .mapToInt(line -> line.get(column).length())
              .reduce(heads.get(i).length(), Math::max);
    }
    var text = new StringBuilder();
    text.append(GAP).append(terminal.faint(padded(heads, widths))).append(System.lineSeparator());
    for (List<String> line : lines) {
      String shown =
          line.size() == widths.length
              ? padded(line, widths)
              : GAP + GAP + terminal.faint(line.getFirst());
      text.append(GAP).append(shown).append(System.lineSeparator());
    }
    return text.toString();
  }

  private String padded(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : GAP).append(right[i] ? space + cells.get(i) : cells.get(i) + space);
    }
    return line.toString().stripTrailing();
  }
}
