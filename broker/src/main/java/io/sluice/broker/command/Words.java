package io.sluice.broker.command;

/** Small grammar. */
final class Words {
  private Words() {}

  /** Such as {@code 1 rule} and {@code 2 rules}. */
  static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
