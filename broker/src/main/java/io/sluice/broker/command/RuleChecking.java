package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import io.sluice.rules.ruleset.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Compiles the rules of a directory. */
@FunctionalInterface
public interface RuleChecking {
  /**
   * Reads and compiles; the caller closes a rule set that comes of it.
   *
   * @param directory the folder of the rule files
   * @param config what the rules may name; when there is none, any group and cluster will do
   * @throws IOException when the files can't be read
   */
  Compilation check(Path directory, Optional<BrokerConfig> config) throws IOException;
}
