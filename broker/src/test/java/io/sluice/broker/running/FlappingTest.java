package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.Vitals;
import io.sluice.samples.standin.Door;
import io.sluice.samples.standin.StandInCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that comes and goes: clients lose nothing, and nothing runs twice. */
@Timeout(300)
final class FlappingTest {
  private static final String SETTINGS =
      """
      front: { host: 127.0.0.1, port: 0, connectTimeout: 500ms }
      health: { interval: 100ms, timeout: 2s, failures: 100, successes: 1, slowStart: 0ms }
      """;
  private static final int FLAPS = 20;

  private final StandInCluster steady = standIn("steady-1");
  private final StandInCluster flapping = standIn("flapping-1");

  private static StandInCluster standIn(String name) {
    return StandInCluster.builder().name(name).rememberedQueries(1_000_000).build();
  }

  @Test
  void clientsOfACluster_thatComesAndGoes_loseNothing(@TempDir Path folder) throws Exception {
    steady.start();
    flapping.start();
    List<String> asked;
    try (var broker =
        RunningBroker.start(folder, SETTINGS, "", in("main", steady), in("main", flapping))) {
      try (var load = new Load(broker.front()).with(8, "rows=20, pages=3", "X-Trino-User", "ann");
          var admin = new AdminClient(broker.admin())) {
        for (int flap = 0; flap < FLAPS; flap++) {
          int before = Load.startedOn(flapping).size();
          admin.await("/health/live", _ -> Load.startedOn(flapping).size() > before);
          flapping.door(flap % 4 == 3 ? Door.HANGING_UP : Door.SHUT);
          flapping.dropConnections();
          int down = load.done();
          admin.await("/health/live", _ -> load.done() > down + 8);
          flapping.door(Door.OPEN);
        }
        load.join();
        assertThat(load.errors()).isEmpty();
        asked = load.asked();
      }
      Stream.of(steady, flapping).forEach(StandInCluster::dropConnections);
      assertThat(broker.await(new Vitals(0, 0, 0, 0, 0)::equals))
          .isEqualTo(new Vitals(0, 0, 0, 0, 0));
      var started = new ArrayList<String>(Load.startedOn(steady));
      assertThat(Load.startedOn(flapping)).hasSizeGreaterThanOrEqualTo(FLAPS);
      started.addAll(Load.startedOn(flapping));
      assertThat(started).containsExactlyInAnyOrderElementsOf(asked);
    } finally {
      RunningBroker.closeAll(steady, flapping);
    }
  }
}
