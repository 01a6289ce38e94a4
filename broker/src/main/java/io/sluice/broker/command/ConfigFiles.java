package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigReader;
import io.sluice.broker.config.ConfigReading.Invalid;
import io.sluice.broker.config.ConfigReading.Valid;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the configuration that a command names, and tells the user what is wrong with it. */
final class ConfigFiles {
  private final ConfigReader reader;
  private final Terminal terminal;

  ConfigFiles(ConfigReader reader, Terminal terminal) {
    this.reader = reader;
    this.terminal = terminal;
  }

  /** The configuration; when it is wrong, nothing, and the user has been told. */
  Optional<BrokerConfig> read(Path file) {
    return switch (reader.read(file)) {
      case Valid valid -> Optional.of(valid.config());
      case Invalid invalid -> {
        invalid.problems().forEach(problem -> terminal.err().println(problem));
        yield Optional.empty();
      }
    };
  }
}
