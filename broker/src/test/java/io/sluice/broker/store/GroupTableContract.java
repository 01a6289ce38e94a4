package io.sluice.broker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every database must do for the fleet's groups. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GroupTableContract {
  private static final GroupName ETL = new GroupName("etl");
  private static final GroupName ADHOC = new GroupName("adhoc");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000001Z");

  private Store store;
  private GroupTable table;

  /** The address of a database of the test's own. */
  abstract String url();

  @BeforeAll
  void open() {
    store = Stores.open(url());
    table = new GroupTable(store, InstantSource.fixed(NOON));
  }

  @BeforeEach
  void clear() {
    Stores.clear(store);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private static GroupEntry entry(GroupName name, String spec, long version) {
    return new GroupEntry(name, spec, version, NOON);
  }

  private GroupEdit insert(GroupName name, String spec) {
    return table.insert(name, spec, "ann", FleetGuard.NONE);
  }

  @Test
  void a_seed_fills_the_table_once_of_what_the_clusters_tell() {
    new ClusterTable(store, InstantSource.fixed(NOON))
        .insert(new ClusterName("etl-1"), "{}", ClusterWish.ACTIVE, "ann");

    assertThat(table.seed(clusters -> Map.of(ETL, "{\"n\":" + clusters.size() + "}"))).isTrue();
    assertThat(table.seed(_ -> Map.of(ADHOC, "{}"))).isFalse();
    assertThat(table.all()).containsExactly(entry(ETL, "{\"n\":1}", 1));
  }

  @Test
  void one_of_many_replicas_seeds() throws InterruptedException {
    var firsts = new AtomicInteger();
    List<Thread> replicas =
        IntStream.range(0, 8)
            .mapToObj(_ ->
                Thread.startVirtualThread(
                    () -> firsts.addAndGet(table.seed(_ -> Map.of(ETL, "{}")) ? 1 : 0)))
            .toList();
    for (Thread replica : replicas) {
      replica.join();
    }

    assertThat(firsts).hasValue(1);
    assertThat(table.all()).hasSize(1);
  }

  @Test
  void a_change_takes_the_known_version_only() {
    assertThat(insert(ETL, "{}")).isEqualTo(new GroupEdit.Done(entry(ETL, "{}", 1)));
    assertThat(insert(ETL, "{\"b\":1}")).isEqualTo(new GroupEdit.Conflict(entry(ETL, "{}", 1)));
    assertThat(table.update(ETL, "{\"c\":1}", 1, "ann", FleetGuard.NONE))
        .isEqualTo(new GroupEdit.Done(entry(ETL, "{\"c\":1}", 2)));
    assertThat(table.update(ETL, "{}", 1, "ann", FleetGuard.NONE))
        .isEqualTo(new GroupEdit.Conflict(entry(ETL, "{\"c\":1}", 2)));
    assertThat(table.delete(ETL, 1, "ann", FleetGuard.NONE)).isInstanceOf(GroupEdit.Conflict.class);
    assertThat(table.delete(ETL, 2, "ann", FleetGuard.NONE)).isInstanceOf(GroupEdit.Done.class);
    assertThat(table.find(ETL)).isEmpty();
    assertThat(table.update(ETL, "{}", 1, "ann", FleetGuard.NONE))
        .isEqualTo(new GroupEdit.Missing());
    assertThat(table.delete(ETL, 1, "ann", FleetGuard.NONE)).isEqualTo(new GroupEdit.Missing());
  }

  @Test
  void each_change_is_on_record_and_moves_the_revision() {
    var revision = new FleetRevision(store);
    long before = revision.current();
    insert(ETL, "{}");
    table.update(ETL, "{\"c\":1}", 1, "bob", FleetGuard.NONE);
    table.delete(ETL, 2, "eve", FleetGuard.NONE);

    assertThat(revision.current()).isEqualTo(before + 3);
    assertThat(new ChangeTable(store).list(Optional.empty(), 10))
        .extracting(ChangeEntry::what, ChangeEntry::who, ChangeEntry::before, ChangeEntry::after)
        .containsExactlyInAnyOrder(
            tuple(ChangeKind.GROUP_CREATED, "ann", Optional.empty(), Optional.of("{}")),
            tuple(ChangeKind.GROUP_REPLACED, "bob", Optional.of("{}"), Optional.of("{\"c\":1}")),
            tuple(ChangeKind.GROUP_DELETED, "eve", Optional.of("{\"c\":1}"), Optional.empty()));
  }

  @Test
  void of_two_changes_that_exclude_each_other_one_is_done() throws InterruptedException {
    insert(ETL, "{}");
    insert(ADHOC, "{}");
    FleetGuard other =
        fleet ->
            fleet.groups().size() == 2 ? List.of() : List.of(Objection.of("it is the last one"));
    List<Thread> threads =
        List.of(ETL, ADHOC).stream()
            .map(name -> Thread.startVirtualThread(() -> table.delete(name, 1, "ann", other)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(table.all()).hasSize(1);
  }
}
