package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.broker.store.Stores;
import io.sluice.rules.fact.ClusterName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionLogTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final DecisionRecord DECISION = Records.decision().number(1);

  @TempDir private Path directory;
  private Store database;
  private SwitchableStore store;
  private Journal journal;
  private AuditDelivery delivery;
  private DecisionLog log;

  @BeforeAll
  void openDatabase() {
    database = Stores.open(Stores.inMemory());
  }

  @AfterAll
  void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void open() throws IOException {
    Stores.clear(database);
    store = new SwitchableStore(AuditStore.in(database));
    journal = new Journal(JournalSettings.in(directory));
    journal.start();
    delivery = new AuditDelivery(journal, store);
    log = new DecisionLog(journal, store);
  }

  @AfterEach
  void close() throws IOException {
    delivery.close();
    journal.close();
  }

  @Test
  void what_is_not_delivered_is_found_by_id_and_query_even_while_the_store_is_down() {
    store.goDown();
    journal.append(DECISION);
    journal.append(Records.end(1, QueryState.FINISHED));

    var logged = new LoggedDecision(DECISION, Optional.of(Records.end(1, QueryState.FINISHED)));
    assertThat(log.find(DECISION.id())).contains(logged);
    assertThat(log.byQuery(Records.queryId(1))).contains(logged);
    assertThat(log.clusterOfQuery(Records.queryId(1))).contains(new ClusterName("etl-1"));
    assertThatThrownBy(() -> log.byQuery(Records.queryId(2))).isInstanceOf(StoreException.class);
  }

  @Test
  void what_is_delivered_is_found_in_the_store_with_an_end_that_is_not() {
    journal.append(DECISION);
    delivery.start();
    assertThat(delivery.awaitDelivered(LONG)).isTrue();
    store.goDown();
    delivery.close();
    store.comeUp();
    journal.append(Records.end(1, QueryState.FAILED));

    var logged = new LoggedDecision(DECISION, Optional.of(Records.end(1, QueryState.FAILED)));
    assertThat(log.find(DECISION.id())).contains(logged);
    assertThat(log.byQuery(Records.queryId(1))).contains(logged);
    assertThat(log.clusterOfQuery(Records.queryId(1))).contains(new ClusterName("etl-1"));
    assertThat(log.byQuery(Records.queryId(2))).isEmpty();
  }

  @Test
  void a_search_sees_what_was_appended_just_before() {
    delivery.start();
    for (int i = 0; i < 5; i++) {
      journal.append(Records.decision().number(i));
      assertThat(log.search(DecisionFilter.all(), Optional.empty(), 100)).hasSize(i + 1);
    }
  }

  @Test
  void a_limit_below_one_is_refused() {
    assertThatThrownBy(() -> log.search(DecisionFilter.all(), Optional.empty(), 0))
        .hasMessage("limit: 0 (expected: 1 or more)");
  }
}
