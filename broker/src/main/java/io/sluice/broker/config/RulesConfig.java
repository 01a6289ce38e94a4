package io.sluice.broker.config;

import io.sluice.rules.fact.GroupName;
import io.sluice.rules.language.ClassPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * Which rules decide.
 *
 * @param directory the folder of the rule files; it need not exist yet
 * @param zone the zone of the hours and days that rules see
 * @param defaultGroup the group for what no rule routes
 * @param budget how long one evaluation may take; beyond it the default group takes the statement
 * @param maxFirings how many rules may fire for one statement; beyond it likewise
 * @param writable whether the files are changed over REST, and the broker owns the folder
 * @param allow classes and methods that rules may call beyond the platform's
 * @param required the annotations that every rule must have, without the @
 */
public record RulesConfig(
    Path directory,
    ZoneId zone,
    GroupName defaultGroup,
    Duration budget,
    int maxFirings,
    boolean writable,
    List<String> allow,
    List<String> required) {
  public RulesConfig {
    allow = List.copyOf(allow);
    required = List.copyOf(required);
  }

  /** The classes that rules may call. */
  public ClassPolicy classes() {
    return ClassPolicy.allowing(allow);
  }
}
