package io.sluice.rules.lint;

import java.time.ZoneId;
import java.util.List;

/**
 * What a team asks of its rules.
 *
 * @param required annotations that every rule must have, without the @
 * @param zone the zone of the rules' dates
 */
public record LintSettings(List<String> required, ZoneId zone) {
  public LintSettings {
    required = List.copyOf(required);
  }
}
