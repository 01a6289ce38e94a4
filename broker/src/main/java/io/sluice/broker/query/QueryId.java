package io.sluice.broker.query;

import java.util.Optional;

/**
 * The id of a query, such as {@code 20261123_043710_00026_e9qzz}: date, time, counter, coordinator.
 *
 * @param value the id as the cluster gave it
 */
public record QueryId(String value) {
  private static final int DATE = 8;
  private static final int COORDINATOR = 5;

  /** The coordinator that gave it out; empty when the id has another shape. */
  public Optional<CoordinatorId> coordinator() {
    int last = value.lastIndexOf('_');
    return shaped(value, 0) == value.length() && last > 0
        ? Optional.of(new CoordinatorId(value.substring(last + 1)))
        : Optional.empty();
  }

  /**
   * The first query id that stands anywhere in a request's path or query string. Where it stands
   * differs between engines, versions and paths; how it looks does not.
   */
  public static Optional<QueryId> find(String uri) {
    for (int start = 0; start <= uri.length() - DATE - COORDINATOR; start++) {
      if (isDigit(uri.charAt(start)) && (start == 0 || !isWord(uri.charAt(start - 1)))) {
        int end = shaped(uri, start);
        if (end > 0) {
          return Optional.of(new QueryId(uri.substring(start, end)));
        }
      }
    }
    return Optional.empty();
  }

  /** Where the id that starts at {@code start} ends; -1 when none does. */
  private static int shaped(String text, int start) {
    int at = digits(text, start);
    if (at != start + DATE || !isUnderscore(text, at)) {
      return -1;
    }
    int time = digits(text, at + 1);
    if (time == at + 1 || !isUnderscore(text, time)) {
      return -1;
    }
    int counter = digits(text, time + 1);
    if (counter == time + 1 || !isUnderscore(text, counter)) {
      return -1;
    }
    int end = counter + 1;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end == counter + 1 + COORDINATOR ? end : -1;
  }

  private static int digits(String text, int start) {
    int at = start;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isUnderscore(String text, int at) {
    return at < text.length() && text.charAt(at) == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z');
  }

  @Override
  public String toString() {
    return value;
  }
}
