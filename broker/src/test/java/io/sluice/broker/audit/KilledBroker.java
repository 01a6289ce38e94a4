package io.sluice.broker.audit;

import io.sluice.broker.store.AffinityEntry;
import io.sluice.broker.store.AffinityTable;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreSettings;
import io.sluice.rules.fact.ClusterName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides, delivers and learns until it is killed. Prints {@code decided N} when a decision is
 * appended, and {@code learned N} when an affinity is in the store.
 */
final class KilledBroker {
  private KilledBroker() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    var journal = new Journal(JournalSettings.in(directory.resolve("journal")));
    journal.start();
    var store = new Store(StoreSettings.of("jdbc:h2:file:" + directory.resolve("store")));
    store.start();
    store.awaitUp(Duration.ofSeconds(60));
    new AuditDelivery(journal, AuditStore.in(store)).start();
    var affinities = new AffinityTable(store);
    // Before the decisions: they fill the journal faster than a slow store delivers it.
    learn(affinities, 0);
    Thread.ofPlatform().daemon().start(() -> learnOn(affinities));
    for (int i = 0; ; i++) {
      journal.append(Records.decision().number(i));
      System.out.println("decided " + i);
    }
  }

  private static void learnOn(AffinityTable table) {
    for (int i = 1; ; i++) {
      learn(table, i);
    }
  }

  private static void learn(AffinityTable table, int number) {
    table.put(
        new AffinityEntry(
            "coordinator", String.valueOf(number), new ClusterName("etl-1"), Instant.EPOCH));
    System.out.println("learned " + number);
  }
}
