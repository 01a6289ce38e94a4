package io.sluice.broker.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Names one decision, and tells when it was made: ids sort as their moments do, on every replica.
 *
 * <p>26 characters of Crockford's base 32 in lower case: 12 for the microseconds since 1970, 14 of
 * chance (70 bits). Nothing is negotiated between replicas.
 *
 * @param value the 26 characters
 */
public record DecisionId(String value) implements Comparable<DecisionId> {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final Pattern ID = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}");
  private static final int TIME_DIGITS = 12;
  private static final int HALF_CHANCE_DIGITS = 7;
  private static final long LAST_MICROS = (1L << 60) - 1;
  private static final Instant LAST = Instant.EPOCH.plus(LAST_MICROS, ChronoUnit.MICROS);

  public DecisionId {
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "decision id: '%s' (expected: 26 digits and lower-case letters without i, l, o and u)"
              .formatted(value));
    }
  }

  /** The moment of the decision, to the microsecond. */
  public Instant at() {
    long micros = 0;
    for (int i = 0; i < TIME_DIGITS; i++) {
      micros = micros << 5 | DIGITS.indexOf(value.charAt(i));
    }
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The lowest id that a decision of {@code moment} or later can have; for ranges of time. */
  static DecisionId lowest(Instant moment) {
    return of(moment, 0, 0);
  }

  /**
   * @param moment when; one outside 1970 to the year 38,000 counts as the nearer end
   * @param high 35 bits of chance
   * @param low 35 more
   */
  static DecisionId of(Instant moment, long high, long low) {
    Instant within = moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment;
    long micros =
        within.isBefore(LAST) ? ChronoUnit.MICROS.between(Instant.EPOCH, within) : LAST_MICROS;
    var text = new StringBuilder(TIME_DIGITS + 2 * HALF_CHANCE_DIGITS);
    append(text, micros, TIME_DIGITS);
    append(text, high, HALF_CHANCE_DIGITS);
    append(text, low, HALF_CHANCE_DIGITS);
    return new DecisionId(text.toString());
  }

  private static void append(StringBuilder text, long bits, int digits) {
    for (int shift = 5 * (digits - 1); shift >= 0; shift -= 5) {
      text.append(DIGITS.charAt((int) (bits >>> shift) & 31));
    }
  }

  @Override
  public int compareTo(DecisionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
