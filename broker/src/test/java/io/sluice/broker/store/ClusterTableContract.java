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

/** What every database must do for the fleet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterTableContract {
  private static final ClusterName ETL = new ClusterName("etl-1");
  private static final ClusterName ADHOC = new ClusterName("adhoc-1");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000001Z");

  private Store store;
  private ClusterTable table;

  /** The address of a database of the test's own. */
  abstract String url();

  @BeforeAll
  void open() {
    store = Stores.open(url());
    table = new ClusterTable(store, InstantSource.fixed(NOON));
  }

  @BeforeEach
  void clear() {
    Stores.clear(store);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private static ClusterEntry entry(ClusterName name, String spec, ClusterWish wish, long version) {
    return new ClusterEntry(name, spec, wish, version, NOON);
  }

  @Test
  void a_seed_fills_the_table_once() {
    assertThat(table.seed(Map.of(ETL, "{\"a\":1}", ADHOC, "{}"))).isTrue();
    assertThat(table.seed(Map.of(new ClusterName("late"), "{}"))).isFalse();

    assertThat(table.all())
        .containsExactly(
            entry(ADHOC, "{}", ClusterWish.ACTIVE, 1),
            entry(ETL, "{\"a\":1}", ClusterWish.ACTIVE, 1));
  }

  @Test
  void a_seed_does_not_come_back_after_all_clusters_were_deleted() {
    table.seed(Map.of(ETL, "{}"));
    table.delete(ETL, 1, "ann");

    assertThat(table.seed(Map.of(ETL, "{}"))).isFalse();
    assertThat(table.all()).isEmpty();
  }

  @Test
  void one_of_many_replicas_seeds() throws InterruptedException {
    var firsts = new AtomicInteger();
    List<Thread> replicas =
        IntStream.range(0, 8)
            .mapToObj(_ ->
                Thread.startVirtualThread(
                    () -> firsts.addAndGet(table.seed(Map.of(ETL, "{}")) ? 1 : 0)))
            .toList();
    for (Thread replica : replicas) {
      replica.join();
    }

    assertThat(firsts).hasValue(1);
    assertThat(table.all()).hasSize(1);
  }

  @Test
  void an_update_of_the_known_version_is_done_and_counts_up() {
    table.insert(ETL, "{}", ClusterWish.ACTIVE, "ann");

    var drained = entry(ETL, "{\"w\":2}", ClusterWish.DRAINING, 2);
    assertThat(table.update(ETL, "{\"w\":2}", ClusterWish.DRAINING, 1, "ann"))
        .isEqualTo(new ClusterEdit.Done(drained));
    assertThat(table.find(ETL)).contains(drained);
  }

  @Test
  void an_update_of_an_older_version_changes_nothing_and_shows_the_current_one() {
    table.insert(ETL, "{}", ClusterWish.ACTIVE, "ann");
    table.update(ETL, "{\"mine\":1}", ClusterWish.ACTIVE, 1, "ann");

    assertThat(table.update(ETL, "{\"yours\":1}", ClusterWish.ACTIVE, 1, "ann"))
        .isEqualTo(new ClusterEdit.Conflict(entry(ETL, "{\"mine\":1}", ClusterWish.ACTIVE, 2)));
  }

  @Test
  void an_insert_of_a_name_that_is_there_is_a_conflict() {
    table.insert(ETL, "{}", ClusterWish.ACTIVE, "ann");

    assertThat(table.insert(ETL, "{\"b\":1}", ClusterWish.ACTIVE, "ann"))
        .isEqualTo(new ClusterEdit.Conflict(entry(ETL, "{}", ClusterWish.ACTIVE, 1)));
  }

  @Test
  void a_delete_takes_the_known_version_only() {
    table.insert(ETL, "{}", ClusterWish.ACTIVE, "ann");
    var current = entry(ETL, "{}", ClusterWish.ACTIVE, 1);

    assertThat(table.delete(ETL, 9, "ann")).isEqualTo(new ClusterEdit.Conflict(current));
    assertThat(table.delete(ETL, 1, "ann")).isEqualTo(new ClusterEdit.Done(current));
    assertThat(table.find(ETL)).isEmpty();
  }

  @Test
  void each_change_is_on_record_and_a_conflict_is_not() {
    table.insert(ETL, "{}", ClusterWish.ACTIVE, "ann");
    table.update(ETL, "{\"w\":2}", ClusterWish.ACTIVE, 1, "bob");
    table.update(ETL, "{\"w\":2}", ClusterWish.DRAINING, 2, "eve");
    table.update(ETL, "{}", ClusterWish.ACTIVE, 1, "late");
    table.delete(ETL, 3, "ann");
    var changes = new ChangeTable(store);

    List<ChangeEntry> all = changes.list(Optional.empty(), 10);
    assertThat(all)
        .extracting(ChangeEntry::what, ChangeEntry::who)
        .containsExactlyInAnyOrder(
            tuple(ChangeKind.CLUSTER_CREATED, "ann"),
            tuple(ChangeKind.CLUSTER_REPLACED, "bob"),
            tuple(ChangeKind.CLUSTER_DRAINED, "eve"),
            tuple(ChangeKind.CLUSTER_DELETED, "ann"));
    assertThat(all)
        .filteredOn(entry -> entry.what() == ChangeKind.CLUSTER_DRAINED)
        .containsExactly(
            ChangeEntry.of(
                NOON,
                "eve",
                ChangeKind.CLUSTER_DRAINED,
                "etl-1",
                "3",
                Optional.of("{\"wish\":\"ACTIVE\",\"spec\":{\"w\":2}}"),
                Optional.of("{\"wish\":\"DRAINING\",\"spec\":{\"w\":2}}")));
    assertThat(changes.list(Optional.of(all.get(1).id()), 10)).isEqualTo(all.subList(2, 4));
  }

  @Test
  void a_drain_keeps_its_order_through_changes_of_the_spec_and_loses_it_with_the_wish() {
    table.insert(ETL, "{}", ClusterWish.ACTIVE, "ann");
    var order = new DrainOrder(NOON, Optional.of(NOON.plusSeconds(600)), true);

    assertThat(table.drain(ETL, order, 1, "bob"))
        .isEqualTo(
            new ClusterEdit.Done(
                new ClusterEntry(ETL, "{}", ClusterWish.DRAINING, 2, NOON, Optional.of(order))));
    assertThat(table.drain(ETL, order, 1, "late")).isInstanceOf(ClusterEdit.Conflict.class);
    table.update(ETL, "{\"w\":2}", ClusterWish.DRAINING, 2, "ann");
    assertThat(table.find(ETL).orElseThrow().drain()).contains(order);
    table.update(ETL, "{}", ClusterWish.ACTIVE, 3, "ann");

    assertThat(table.find(ETL).orElseThrow().drain()).isEmpty();
    assertThat(new ChangeTable(store).list(Optional.empty(), 10))
        .filteredOn(entry -> entry.what() == ChangeKind.CLUSTER_DRAINED)
        .singleElement()
        .satisfies(entry ->
            assertThat(entry.after().orElseThrow())
                .contains("\"deadline\":\"2026-11-23T12:10:00.000001Z\",\"cancel\":true"));
  }

  @Test
  void a_change_of_what_is_not_there_is_missing() {
    assertThat(table.update(ETL, "{}", ClusterWish.ACTIVE, 1, "ann"))
        .isEqualTo(new ClusterEdit.Missing());
    assertThat(table.delete(ETL, 1, "ann")).isEqualTo(new ClusterEdit.Missing());
  }

  @Test
  void each_change_moves_the_revision_and_a_look_does_not() {
    var revision = new FleetRevision(store);
    long before = revision.current();
    table.insert(ETL, "{}", ClusterWish.ACTIVE, "ann");
    long inserted = revision.current();
    table.update(ETL, "{}", ClusterWish.DRAINING, 1, "ann");
    long updated = revision.current();
    table.all();
    table.seed(Map.of());
    long seeded = revision.current();
    table.seed(Map.of());
    assertThat(revision.current()).isEqualTo(seeded);
    table.delete(ETL, 2, "ann");

    assertThat(inserted).isGreaterThan(before);
    assertThat(updated).isGreaterThan(inserted);
    assertThat(revision.current()).isGreaterThan(seeded);
  }

  @Test
  void a_guard_sees_the_whole_fleet_and_what_it_forbids_is_not_done() {
    table.insert(ADHOC, "{}", ClusterWish.ACTIVE, "ann");
    var objection = new Objection("url", "adhoc-1 has it");
    var companions =
        new Companions(
            Map.of(new GroupName("etl"), "{}"),
            before -> before.clusters().isEmpty() ? List.of() : List.of(objection));

    assertThat(table.insert(ETL, "{}", ClusterWish.ACTIVE, companions, "ann"))
        .isEqualTo(new ClusterEdit.Forbidden(List.of(objection)));
    assertThat(table.find(ETL)).isEmpty();
    assertThat(new GroupTable(store, InstantSource.fixed(NOON)).all()).isEmpty();
  }

  @Test
  void a_cluster_brings_its_groups_and_leaves_those_that_are_there() {
    var groups = new GroupTable(store, InstantSource.fixed(NOON));
    groups.insert(new GroupName("adhoc"), "{\"old\":1}", "ann", FleetGuard.NONE);
    var companions =
        new Companions(
            Map.of(new GroupName("etl"), "{}", new GroupName("adhoc"), "{}"), FleetGuard.NONE);
    table.insert(ETL, "{}", ClusterWish.ACTIVE, companions, "bob");

    assertThat(groups.all())
        .containsExactly(
            new GroupEntry(new GroupName("adhoc"), "{\"old\":1}", 1, NOON),
            new GroupEntry(new GroupName("etl"), "{}", 1, NOON));
    assertThat(new ChangeTable(store).list(Optional.empty(), 10))
        .extracting(ChangeEntry::what, ChangeEntry::who)
        .contains(tuple(ChangeKind.GROUP_CREATED, "bob"));
  }

  @Test
  void credentials_are_on_no_record_but_that_they_changed_is() {
    String with = "{\"w\":1,\"credentials\":{\"user\":\"me\",\"password\":\"${PASS}\"}}";
    table.insert(ETL, with, ClusterWish.ACTIVE, "ann");
    table.update(ETL, with.replace("me", "you"), ClusterWish.ACTIVE, 1, "ann");
    table.update(ETL, "{\"w\":1}", ClusterWish.ACTIVE, 2, "ann");

    List<ChangeEntry> changes = new ChangeTable(store).list(Optional.empty(), 10);
    assertThat(changes.toString()).doesNotContain("PASS").doesNotContain("you");
    assertThat(changes)
        .extracting(change -> change.after().orElseThrow())
        .containsExactlyInAnyOrder(
            "{\"wish\":\"ACTIVE\",\"spec\":{\"w\":1,\"hasCredentials\":true}}",
            "{\"wish\":\"ACTIVE\",\"spec\":{\"w\":1,\"hasCredentials\":true},\"credentials\":\"changed\"}",
            "{\"wish\":\"ACTIVE\",\"spec\":{\"w\":1},\"credentials\":\"changed\"}");
    assertThat(table.find(ETL).orElseThrow().spec()).isEqualTo("{\"w\":1}");
  }
}
