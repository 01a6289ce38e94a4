package io.sluice.broker.command;

/** What the process tells the shell. */
final class ExitCode {
  static final int GOOD = 0;
  static final int FINDINGS = 1;
  static final int WRONG_USAGE = 2;

  private ExitCode() {}
}
