package io.sluice.broker.config;

/** A value as a message shows it: on one line, not too long, and visible when it is blank. */
final class Shown {
  private static final int LONGEST = 160;

  private Shown() {}

  static String of(String value) {
    String oneLine = value.replaceAll("\\p{Cntrl}", "?");
    if (oneLine.length() > LONGEST) {
      return oneLine.substring(0, LONGEST) + "…";
    }
    return oneLine.equals(oneLine.strip()) && !oneLine.isEmpty() ? oneLine : "'" + oneLine + "'";
  }
}
