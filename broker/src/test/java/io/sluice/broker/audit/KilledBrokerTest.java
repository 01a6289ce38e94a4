package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.store.AffinityTable;
import io.sluice.broker.store.ChildProcess;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.Stores;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledBrokerTest {
  private static final int ENOUGH = 2000;

  @TempDir private Path directory;

  /** The highest numbers that the broker acknowledged. */
  private record Acknowledged(int decided, int learned) {}

  private static Acknowledged killAfter(Process broker, int decisions) throws Exception {
    int decided = -1;
    int learned = -1;
    try (BufferedReader lines = broker.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("decided ")) {
          decided = Integer.parseInt(line.substring("decided ".length()));
        } else if (line.startsWith("learned ")) {
          learned = Integer.parseInt(line.substring("learned ".length()));
        }
        if (decided >= decisions && learned >= 0) {
          // Reads on: what the pipe still holds was acknowledged before the kill.
          broker.toHandle().destroyForcibly();
        }
      }
    } finally {
      broker.destroyForcibly().waitFor();
    }
    return new Acknowledged(decided, learned);
  }

  @Test
  void a_kill_loses_no_acknowledged_decision_and_no_learned_affinity() throws Exception {
    Acknowledged acknowledged =
        killAfter(ChildProcess.start(KilledBroker.class, directory.toString()), ENOUGH);
    assertThat(acknowledged.decided()).isGreaterThanOrEqualTo(ENOUGH);

    try (Store database = Stores.open("jdbc:h2:file:" + directory.resolve("store"));
        var journal = new Journal(JournalSettings.in(directory.resolve("journal")))) {
      assertThat(new AffinityTable(database).load("coordinator"))
          .hasSizeGreaterThan(acknowledged.learned());
      AuditStore store = AuditStore.in(database);
      journal.start();
      try (var delivery = new AuditDelivery(journal, store)) {
        delivery.start();
        assertThat(delivery.awaitDelivered(Duration.ofSeconds(60))).isTrue();
      }

      List<DecisionId> kept =
          store.search(DecisionFilter.all(), Optional.empty(), 1_000_000).stream()
              .map(logged -> logged.decision().id())
              .toList();
      assertThat(kept).doesNotHaveDuplicates();
      assertThat(new HashSet<>(kept))
          .as("the decisions 0 to %s", acknowledged.decided())
          .containsAll(
              IntStream.rangeClosed(0, acknowledged.decided())
                  .mapToObj(i -> Records.decision().number(i).id())
                  .toList());
    }
  }
}
