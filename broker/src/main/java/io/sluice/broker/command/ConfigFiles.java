package io.sluice.broker.command;

import io.sluice.broker.certificate.ServerCertificate;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigReader;
import io.sluice.broker.config.ConfigReading.Invalid;
import io.sluice.broker.config.ConfigReading.Valid;
import io.sluice.broker.config.UserGroupsReader;
import io.sluice.broker.config.UserGroupsReading;
import io.sluice.broker.teams.UserGroups;
import io.sluice.broker.teams.WrittenTeams;
import java.io.IOException;
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

  /** Whether clients can be shown a certificate, if they shall be; else the user has been told. */
  boolean certificate(BrokerConfig config) {
    if (config.front().tls().isEmpty()) {
      return true;
    }
    try {
      ServerCertificate.load(config.front().tls().get()).close();
      return true;
    } catch (IOException e) {
      terminal.err().println(e.getMessage());
      return false;
    }
  }

  /**
   * Who is in which team, as the configuration's file says; when that file is wrong, nothing, and
   * the user has been told.
   */
  Optional<UserGroups> teams(BrokerConfig config) {
    Optional<Path> file = config.userGroups().file();
    if (file.isEmpty()) {
      return Optional.of(UserGroups.NONE);
    }
    return switch (UserGroupsReader.read(file.get())) {
      case UserGroupsReading.Valid valid -> Optional.of(new WrittenTeams(valid.file()));
      case UserGroupsReading.Invalid invalid -> {
        invalid.problems().forEach(problem -> terminal.err().println(problem));
        yield Optional.empty();
      }
    };
  }
}
