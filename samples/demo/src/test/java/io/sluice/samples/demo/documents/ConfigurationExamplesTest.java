package io.sluice.samples.demo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.config.ConfigReader;
import io.sluice.broker.config.ConfigReading;
import io.sluice.broker.config.UserGroupsReader;
import io.sluice.broker.config.UserGroupsReading;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationExamplesTest {
  static Stream<Document.Block> examples() {
    return Document.blocks("yaml").filter(block -> block.mark().isEmpty());
  }

  static Stream<Document.Block> teams() {
    return Document.blocks("yaml").filter(block -> block.mark().equals("teams"));
  }

  @ParameterizedTest
  @MethodSource("teams")
  void exampleOfTeams_isAWholeFileOfThem(Document.Block example) {
    assertThat(UserGroupsReader.parse(example.text(), "groups.yaml"))
        .isInstanceOf(UserGroupsReading.Valid.class);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isAWholeConfiguration(Document.Block example) {
    var reader = new ConfigReader(Map.of("SLUICE_DB_PASSWORD", "secret"), 2);

    ConfigReading reading =
        reader.parse(example.text(), "sluice.yaml", Path.of("").toAbsolutePath());

    assertThat(reading).isInstanceOf(ConfigReading.Valid.class);
  }
}
