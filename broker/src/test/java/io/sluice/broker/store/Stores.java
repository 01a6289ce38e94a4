package io.sluice.broker.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Opens stores for tests. */
public final class Stores {
  private static final Duration LONG = Duration.ofSeconds(60);

  private Stores() {}

  /** A database of its own in memory, which ends with the process. */
  public static String inMemory() {
    return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  }

  public static Store open(String url) {
    var store = new Store(StoreSettings.of(url));
    store.start();
    assertThat(store.awaitUp(LONG)).as(() -> store.state().toString()).isTrue();
    return store;
  }

  /** Empties all tables. */
  public static void clear(Store store) {
    for (String table :
        List.of(
            "decision",
            "decision_rule",
            "query_end",
            "affinity",
            "cluster_entry",
            "cluster_transition",
            "group_switch",
            "group_entry",
            "milestone",
            "fleet_snapshot",
            "rule_activation",
            "rule_trial",
            "rule_trial_count",
            "rule_version",
            "admin_change",
            "usage_bucket")) {
      store.write(handle -> handle.execute("DELETE FROM " + table));
    }
  }
}
