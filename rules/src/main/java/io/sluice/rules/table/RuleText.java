package io.sluice.rules.table;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The text of a table's rules, one line for each row and at that row's number, so that a rule's
 * line is its row. Remembers the cell that each stretch comes from. For one thread.
 */
final class RuleText {
  private static final int LONGEST = 4_000_000;

  private final StringBuilder text = new StringBuilder();
  private final NavigableMap<Place, Origin> origins = new TreeMap<>();
  private int line = 1;
  private int lineStart;

  /** A place in the text; line and column from 1. */
  private record Place(int line, int column) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byLine = Integer.compare(line, other.line);
      return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }
  }

  /** Goes on to a later line. */
  void startLine(int number) {
    while (line < number) {
      text.append('\n');
      line++;
    }
    lineStart = text.length();
  }

  /** Adds text without line breaks. */
  RuleText add(Origin origin, String part) {
    origins.put(new Place(line, text.length() - lineStart + 1), origin);
    text.append(part);
    return this;
  }

  boolean tooLong() {
    return text.length() > LONGEST;
  }

  /** The cell that a place's text comes from; the sheet's first cell where nothing was written. */
  Origin origin(int atLine, int atColumn) {
    var place = origins.floorEntry(new Place(atLine, atColumn));
    return place == null ? new Origin(new Cell(1, 1)) : place.getValue();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
