package io.sluice.rules.decision;

/**
 * Where a rule stands.
 *
 * @param file the file's name below the rules directory
 * @param line the line of its {@code rule} keyword, from 1
 */
public record RulePlace(String file, int line) implements Comparable<RulePlace> {
  @Override
  public int compareTo(RulePlace other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
