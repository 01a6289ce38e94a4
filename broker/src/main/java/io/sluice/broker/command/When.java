package io.sluice.broker.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A moment as people say it: an instant, a date (its midnight), or a time before now such as {@code
 * -7d}.
 *
 * @param text what was said
 */
record When(String text) {
  private static final Pattern AGO = Pattern.compile("-(\\d{1,6})([smhdw])");

  /** Checks the text; zone and clock are known only later. */
  static When parse(String text) {
    var when = new When(text);
    try {
      var _ = when.at(Instant.EPOCH, ZoneId.of("UTC"));
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'%s' (expected: an instant such as 2026-11-23T04:30:00Z, a date such as 2026-11-23, or a time before now such as -7d, -12h or -30m)"
              .formatted(text));
    } catch (DateTimeException e) {
      throw new TypeConversionException("'%s' (expected: %s)".formatted(text, e.getMessage()));
    }
    return when;
  }

  /** The moment that is meant. */
  Instant at(Instant now, ZoneId zone) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
    }
    return text.indexOf('T') > 0
        ? Instant.parse(text)
        : LocalDate.parse(text).atStartOfDay(zone).toInstant();
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }
}
