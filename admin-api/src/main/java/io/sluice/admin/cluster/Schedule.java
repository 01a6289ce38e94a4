package io.sluice.admin.cluster;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Optional;

/** The five fields that say when something begins, as cron reads them. */
final class Schedule {
  private Schedule() {}

  /** What is wrong with a schedule; nothing when it is one. */
  static Optional<String> problemOf(String cron) {
    try {
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
          .parse(cron)
          .validate();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
