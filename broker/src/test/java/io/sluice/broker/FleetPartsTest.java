package io.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigReader;
import io.sluice.broker.config.ConfigReading;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.rules.ruleset.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetPartsTest {
  /** Else the rules that are compiled while the store opens would be compiled again. */
  @Test
  void whatTheConfigurationNames_isWhatANewStoreHas(@TempDir Path folder) throws IOException {
    BrokerConfig config =
        config(
            folder,
            """
            front: { host: 127.0.0.1, port: 0 }
            admin: { port: 0 }
            rules: { directory: rules, defaultGroup: adhoc }
            store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
            groups: { etl: { fallback: [night] }, night: {} }
            clusters:
              - { name: a-1, group: adhoc, url: "http://127.0.0.1:1" }
              - { name: e-1, group: etl, url: "http://127.0.0.1:2" }
            """);
    var surroundings = Surroundings.ofProcess();
    try (var started = new Started()) {
      started.add("background", surroundings.background()::shutdownNow);
      var liveQueries = new LiveQueries(Ticker.systemTicker());
      var kept = new StoreParts(config, surroundings, liveQueries);
      var clusters = new FleetParts(config, surroundings, liveQueries, kept);
      Targets expected = clusters.configuredTargets();
      kept.begin(started);
      kept.start(started);
      clusters.start(started);

      assertThat(expected).isEqualTo(clusters.fleet.targets());
      assertThat(expected.groups()).hasSize(3);
      assertThat(expected.clusters()).hasSize(2);
    }
  }

  private static BrokerConfig config(Path folder, String yaml) {
    return ((ConfigReading.Valid) new ConfigReader(Map.of(), 2).parse(yaml, "test.yaml", folder))
        .config();
  }
}
