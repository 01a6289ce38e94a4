package io.sluice.broker.config;

import java.util.List;

/** What came of reading a configuration file. */
public sealed interface ConfigReading {

  /** It can be used. */
  record Valid(BrokerConfig config) implements ConfigReading {}

  /** It can't be used. */
  record Invalid(List<ConfigProblem> problems) implements ConfigReading {

    /**
     * @param problems all that is wrong, in the order of the file; at least one
     */
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
