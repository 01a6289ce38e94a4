package io.sluice.rules.language;

import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import io.sluice.rules.ruleset.RuleFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The text of one rule file, and what is wrong with it, by place. For one thread. */
public final class Problems {
  private final RuleFile file;
  private final int[] lineStarts;
  private final List<Diagnostic> found = new ArrayList<>();

  public Problems(RuleFile file) {
    this.file = file;
    String text = file.text();
    this.lineStarts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(i -> text.charAt(i) == '\n')
                    .map(i -> i + 1))
            .toArray();
  }

  /** The file's whole text; all offsets count in it. */
  public String text() {
    return file.text();
  }

  /** Notes an error at an offset of the text. */
  public void error(int offset, String message) {
    add(Severity.ERROR, offset, message);
  }

  /** Notes a warning at an offset of the text. */
  public void warning(int offset, String message) {
    add(Severity.WARNING, offset, message);
  }

  public boolean anyErrors() {
    return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
  }

  /** All that was found, in the order of the file, each once. */
  public List<Diagnostic> found() {
    return found.stream().distinct().sorted(Problems::byPlace).toList();
  }

  public RulePlace place(int offset) {
    return new RulePlace(file.name(), line(offset));
  }

  /** The offset of a line, from 1, and column, from 0; the text's end when it lies behind it. */
  public int offset(int line, int column) {
    if (line < 1 || line > lineStarts.length) {
      return text().length();
    }
    return Math.min(lineStarts[line - 1] + Math.max(column, 0), text().length());
  }

  /** What stands at an offset of the text, with its place. */
  public Source source(int offset, String written) {
    int line = line(offset);
    return new Source(
        written.strip().replaceAll("\\s+", " "), line, offset - lineStarts[line - 1] + 1);
  }

  private void add(Severity severity, int offset, String message) {
    int line = line(offset);
    int column = offset - lineStarts[line - 1] + 1;
    found.add(new Diagnostic(severity, file.name(), line, column, message));
  }

  private int line(int offset) {
    int index = Arrays.binarySearch(lineStarts, offset);
    return index >= 0 ? index + 1 : -index - 1;
  }

  private static int byPlace(Diagnostic one, Diagnostic other) {
    int byLine = Integer.compare(one.line(), other.line());
    return byLine != 0 ? byLine : Integer.compare(one.column(), other.column());
  }
}
