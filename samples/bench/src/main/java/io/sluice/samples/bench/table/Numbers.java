package io.sluice.samples.bench.table;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as tables show them: three digits that count, thousands parted by commas. */
public final class Numbers {
  private Numbers() {}

  /** Such as 12,345, 12.3 or 0.12. */
  public static String text(double number) {
    double size = Math.abs(number);
    int decimals = 2;
    if (size >= 100) {
      decimals = 0;
    } else if (size >= 10) {
      decimals = 1;
    }
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  /** A dash for what is not there. */
  public static String text(OptionalDouble number) {
    return number.isPresent() ? text(number.getAsDouble()) : "–";
  }

  /** Such as ×0.85. */
  public static String ratio(double number, double to) {
    return to == 0 ? "–" : "×" + text(number / to);
  }
}
