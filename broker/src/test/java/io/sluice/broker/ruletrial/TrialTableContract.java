package io.sluice.broker.ruletrial;

import static io.sluice.broker.ruletrial.Verdicts.ACTIVE;
import static io.sluice.broker.ruletrial.Verdicts.CANDIDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.store.Store;
import io.sluice.broker.store.Stores;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every database must do for trials. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TrialTableContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000001Z");

  private Store store;
  private TrialTable table;
  private TrialCountTable counts;

  /** The address of a database of the test's own. */
  abstract String url();

  @BeforeAll
  void open() {
    store = Stores.open(url());
    table = new TrialTable(store);
    counts = new TrialCountTable(store, InstantSource.fixed(NOON));
  }

  @BeforeEach
  void clear() {
    Stores.clear(store);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private static Trial canary(Instant startedAt, int percent) {
    return new Trial(
        TrialKind.CANARY, startedAt, 1, CANDIDATE, percent, ACTIVE, "ann", "a test of ours");
  }

  private static String plusOne(Optional<String> before) {
    return Integer.toString(Integer.parseInt(before.orElse("0")) + 1);
  }

  @Test
  void a_trial_is_kept_as_it_was_begun() {
    Trial trial = canary(NOON, 10);

    assertThat(table.begin(trial)).isEqualTo(new TrialEdit.Done(trial));
    assertThat(table.all()).containsExactly(trial);
    assertThat(table.find(TrialKind.CANARY)).contains(trial);
    assertThat(table.find(TrialKind.SHADOW)).isEmpty();
  }

  @Test
  void a_second_trial_of_a_kind_is_a_conflict() {
    table.begin(canary(NOON, 10));

    assertThat(table.begin(canary(NOON.plusSeconds(1), 20)))
        .isEqualTo(new TrialEdit.Conflict(Optional.of(canary(NOON, 10))));
  }

  @Test
  void one_of_many_replicas_begins_a_trial() throws InterruptedException {
    var edits = new ConcurrentLinkedQueue<TrialEdit>();
    List<Thread> replicas =
        IntStream.range(0, 8)
            .mapToObj(n ->
                Thread.startVirtualThread(
                    () -> edits.add(table.begin(canary(NOON.plusSeconds(n), n)))))
            .toList();
    for (Thread replica : replicas) {
      replica.join();
    }

    assertThat(edits).hasSize(8);
    assertThat(edits.stream().filter(TrialEdit.Done.class::isInstance)).hasSize(1);
    assertThat(table.all()).hasSize(1);
  }

  @Test
  void a_change_made_for_an_older_state_changes_nothing() {
    Trial first = canary(NOON, 10);
    table.begin(first);
    table.replace(first, first.withPercent(20));

    assertThat(table.replace(first, first.withPercent(30))).isInstanceOf(TrialEdit.Conflict.class);
    assertThat(table.end(first)).isInstanceOf(TrialEdit.Conflict.class);
    assertThat(table.find(TrialKind.CANARY))
        .get()
        .extracting(Trial::percent, Trial::revision)
        .containsExactly(20, 2L);
  }

  @Test
  void counts_of_all_replicas_add_up() throws InterruptedException {
    Trial trial = canary(NOON, 10);
    table.begin(trial);
    List<Thread> replicas =
        IntStream.range(0, 4)
            .mapToObj(_ ->
                Thread.startVirtualThread(() -> {
                  for (int done = 0; done < 10; ) {
                    done += counts.add(trial, ACTIVE, TrialTableContract::plusOne) ? 1 : 0;
                  }
                }))
            .toList();
    for (Thread replica : replicas) {
      replica.join();
    }

    assertThat(counts.find(trial, ACTIVE))
        .get()
        .extracting(TrialCountTable.Row::counts, TrialCountTable.Row::since)
        .containsExactly("40", NOON);
    assertThat(counts.find(trial, CANDIDATE)).isEmpty();
  }

  @Test
  void counts_outlive_a_new_share_but_not_the_trial() {
    Trial trial = canary(NOON, 10);
    table.begin(trial);
    counts.add(trial, ACTIVE, TrialTableContract::plusOne);

    table.replace(trial, trial.withPercent(20));
    assertThat(counts.find(trial, ACTIVE)).isPresent();

    Trial next = canary(NOON.plusSeconds(9), 5);
    table.replace(table.find(TrialKind.CANARY).orElseThrow(), next);
    assertThat(counts.find(trial, ACTIVE)).isEmpty();

    assertThat(counts.add(trial, ACTIVE, TrialTableContract::plusOne)).isTrue();
    assertThat(counts.find(trial, ACTIVE)).as("counted for a trial that has ended").isEmpty();
  }
}
