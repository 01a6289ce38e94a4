package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.store.Store;
import io.sluice.broker.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditDeliveryTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private Store database;
  private SwitchableStore store;
  private Journal journal;
  private AuditDelivery delivery;

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
    begin();
  }

  private void begin() throws IOException {
    journal = new Journal(JournalSettings.in(directory));
    journal.start();
    delivery = new AuditDelivery(journal, store);
  }

  @AfterEach
  void close() throws IOException {
    delivery.close();
    journal.close();
  }

  private void append(int from, int to) {
    IntStream.range(from, to).forEach(i -> journal.append(Records.decision().number(i)));
  }

  private List<Integer> stored() {
    return store.search(DecisionFilter.all(), Optional.empty(), 10_000).stream()
        .map(logged -> (int) Duration.between(Records.NOON, logged.decision().at()).toSeconds())
        .sorted()
        .toList();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void events_reach_the_store() {
    delivery.start();
    append(0, 1100);

    assertThat(delivery.awaitDelivered(LONG)).isTrue();
    assertThat(stored()).isEqualTo(numbers(0, 1100));
    assertThat(delivery.state().delivered()).isEqualTo(1100);
    assertThat(delivery.state().journal().undelivered()).isZero();
    assertThat(delivery.state().troubles()).isEmpty();
  }

  @Test
  void while_the_store_is_down_events_wait_and_then_arrive() throws InterruptedException {
    store.goDown();
    var tries = store.expectWrites(2);
    delivery.start();
    append(0, 20);

    assertThat(tries.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(delivery.awaitDelivered(Duration.ofMillis(1))).isFalse();
    assertThat(delivery.state().problem()).contains("told to be down");
    assertThat(delivery.state().troubles())
        .containsExactly("20 decisions wait on local disk: told to be down");
    assertThat(delivery.state().journal().undelivered()).isEqualTo(20);

    store.comeUp();
    assertThat(delivery.awaitDelivered(LONG)).isTrue();
    assertThat(stored()).isEqualTo(numbers(0, 20));
    assertThat(delivery.state().journal().lost()).isZero();
  }

  @Test
  void what_was_delivered_before_a_crash_is_not_there_twice_after_it() throws IOException {
    delivery.start();
    append(0, 10);
    journal.append(Records.end(3, QueryState.FINISHED));
    assertThat(delivery.awaitDelivered(LONG)).isTrue();
    Path file = directory.resolve("0000000000000000000.journal");
    byte[] left = Files.readAllBytes(file);
    delivery.close();
    journal.close();

    Files.write(file, left);
    begin();
    append(10, 12);
    delivery.start();

    assertThat(delivery.awaitDelivered(LONG)).isTrue();
    assertThat(stored()).isEqualTo(numbers(0, 12));
  }

  @Test
  void an_event_that_the_store_refuses_is_set_aside_and_holds_up_no_other() throws IOException {
    store.refuse(event -> event.equals(Records.decision().number(5)));
    append(0, 10);
    delivery.start();

    assertThat(delivery.awaitDelivered(LONG)).isTrue();
    assertThat(stored()).doesNotContain(5).hasSize(9);
    assertThat(delivery.state().refused()).isEqualTo(1);
    assertThat(directory.resolve("undeliverable.jsonl"))
        .hasContent(new EventJson().text(Records.decision().number(5)));
  }

  @Test
  void closing_delivers_what_is_there() throws IOException {
    delivery.start();
    append(0, 10);
    delivery.close();

    assertThat(stored()).isEqualTo(numbers(0, 10));
  }

  @Test
  void closing_while_the_store_is_down_leaves_the_events_for_the_next_start() throws Exception {
    store.goDown();
    var tries = store.expectWrites(1);
    append(0, 10);
    delivery.start();
    assertThat(tries.await(60, TimeUnit.SECONDS)).isTrue();
    delivery.close();
    journal.close();

    store.comeUp();
    begin();
    delivery.start();
    assertThat(delivery.awaitDelivered(LONG)).isTrue();
    assertThat(stored()).isEqualTo(numbers(0, 10));
  }
}
