package io.sluice.broker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rules.fact.ClusterName;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every database must do for affinity. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AffinityTableContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000001Z");

  private Store store;
  private AffinityTable table;

  /** The address of a database of the test's own. */
  abstract String url();

  @BeforeAll
  void open() {
    store = Stores.open(url());
    table = new AffinityTable(store);
  }

  @BeforeEach
  void clear() {
    Stores.clear(store);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private static AffinityEntry entry(String kind, String key, String cluster, Instant seenAt) {
    return new AffinityEntry(kind, key, new ClusterName(cluster), seenAt);
  }

  @Test
  void an_entry_is_found_by_kind_and_key() {
    var entry = entry("coordinator", "e9qzz", "etl-1", NOON);
    table.put(entry);

    assertThat(table.find("coordinator", "e9qzz")).contains(entry);
    assertThat(table.find("transaction", "e9qzz")).isEmpty();
    assertThat(table.find("coordinator", "other")).isEmpty();
  }

  @Test
  void a_second_put_replaces_the_first() {
    table.put(entry("coordinator", "e9qzz", "etl-1", NOON));
    table.put(entry("coordinator", "e9qzz", "etl-2", NOON.plusSeconds(1)));

    assertThat(table.load("coordinator"))
        .containsExactly(entry("coordinator", "e9qzz", "etl-2", NOON.plusSeconds(1)));
  }

  @Test
  void entries_of_a_kind_are_loaded_in_the_order_of_their_keys() {
    table.put(entry("transaction", "b", "etl-1", NOON));
    table.put(entry("transaction", "a", "etl-2", NOON));
    table.put(entry("coordinator", "c", "etl-3", NOON));

    assertThat(table.load("transaction")).extracting(AffinityEntry::key).containsExactly("a", "b");
  }

  @Test
  void a_deleted_entry_is_gone() {
    table.put(entry("transaction", "t", "etl-1", NOON));
    table.delete("transaction", "t");
    table.delete("transaction", "t");

    assertThat(table.find("transaction", "t")).isEmpty();
  }

  @Test
  void pruning_takes_what_was_last_seen_before_and_no_other_kind() {
    table.put(entry("transaction", "old", "etl-1", NOON.minusSeconds(1)));
    table.put(entry("transaction", "young", "etl-1", NOON));
    table.put(entry("coordinator", "old", "etl-1", NOON.minusSeconds(1)));

    assertThat(table.prune("transaction", NOON)).isEqualTo(1);
    assertThat(table.load("transaction")).extracting(AffinityEntry::key).containsExactly("young");
    assertThat(table.load("coordinator")).hasSize(1);
  }

  @Test
  void many_puts_of_one_key_at_once_leave_one_entry() throws InterruptedException {
    List<Thread> threads =
        IntStream.range(0, 16)
            .mapToObj(i ->
                Thread.startVirtualThread(
                    () -> table.put(entry("coordinator", "k", "etl-" + i, NOON))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(table.load("coordinator")).hasSize(1);
  }

  @Test
  void a_key_beyond_512_characters_is_refused() {
    assertThatThrownBy(() -> entry("oauth", "x".repeat(513), "etl-1", NOON))
        .hasMessage("affinity key: 513 characters (expected: 1 to 512)");
    table.put(entry("oauth", "x".repeat(512), "etl-1", NOON));
    assertThat(table.load("oauth")).hasSize(1);
  }
}
