package io.sluice.samples.demo.compatibility;

/** Statements of a wanted size. */
final class Texts {
  private Texts() {}

  /** A statement of that many characters that selects a number. */
  static String ofLength(int characters) {
    String begin = "SELECT 1 /* ";
    String end = " */";
    return begin + "x".repeat(characters - begin.length() - end.length()) + end;
  }
}
