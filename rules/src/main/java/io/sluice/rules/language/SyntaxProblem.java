package io.sluice.rules.language;

/** An expression can't be understood; caught where the expression began, never beyond. */
final class SyntaxProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  SyntaxProblem(int offset, String message) {
    super(message, null, false, false);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
