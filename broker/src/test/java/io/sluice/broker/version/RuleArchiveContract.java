package io.sluice.broker.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.broker.store.ChangeEntry;
import io.sluice.broker.store.ChangeKind;
import io.sluice.broker.store.ChangeTable;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.Stores;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every database must do for the versions of the rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RuleArchiveContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000001Z");
  private static final Targets TARGETS =
      new Targets(
          Set.of(new GroupName("etl"), new GroupName("adhoc")), Set.of(new ClusterName("etl-1")));
  private static final RuleFiles ONE = files("rule one");
  private static final RuleFiles TWO = files("rule two");

  private Store store;
  private RuleArchive archive;

  /** The address of a database of the test's own. */
  abstract String url();

  @BeforeAll
  void open() {
    store = Stores.open(url());
    archive = RuleArchive.in(store);
  }

  @BeforeEach
  void clear() {
    Stores.clear(store);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private static RuleFiles files(String text) {
    return new RuleFiles(List.of(new RuleFile("a.drl", text)));
  }

  private static Activation activation(RuleFiles files) {
    return new Activation(files.version(), NOON, "ann", "tidy up", ActivationOrigin.API, TARGETS);
  }

  @Test
  void an_empty_archive_has_nothing() {
    assertThat(archive.latest()).isEmpty();
    assertThat(archive.find(ONE.version())).isEmpty();
    assertThat(archive.wasActivated(ONE.version())).isFalse();
    assertThat(archive.activations(OptionalLong.empty(), 10)).isEmpty();
  }

  @Test
  void kept_files_come_back_byte_for_byte_text_and_binary() {
    byte[] sheet = {0, -1, 13, 10, 127};
    var files =
        new RuleFiles(
            List.of(
                new RuleFile("teams/night.drl", "rule \"ä→\" 🌙\r\n"),
                RuleFile.binary("limits.xlsx", sheet)));

    archive.keep(files, NOON, "ann");

    KeptRuleSet kept = archive.find(files.version()).orElseThrow();
    assertThat(kept).isEqualTo(new KeptRuleSet(files, NOON, "ann"));
    assertThat(kept.files().files().getFirst().bytes()).isEqualTo(sheet);
    assertThat(kept.files().version()).isEqualTo(files.version());
  }

  @Test
  void files_that_are_kept_again_stay_those_of_the_first_who_brought_them() {
    archive.keep(ONE, NOON, "ann");
    archive.keep(ONE, NOON.plusSeconds(1), "bob");

    assertThat(archive.find(ONE.version())).contains(new KeptRuleSet(ONE, NOON, "ann"));
  }

  @Test
  void kept_files_are_not_activated() {
    archive.keep(ONE, NOON, "ann");

    assertThat(archive.latest()).isEmpty();
    assertThat(archive.wasActivated(ONE.version())).isFalse();
  }

  @Test
  void an_append_after_the_known_number_is_the_latest_and_keeps_its_files() {
    var first = new ArchivedActivation(1, activation(ONE));
    var second = new ArchivedActivation(2, activation(TWO));

    assertThat(archive.append(0, activation(ONE), ONE)).isEqualTo(new Appended.Done(first));
    assertThat(archive.append(1, activation(TWO), TWO)).isEqualTo(new Appended.Done(second));

    assertThat(archive.latest()).contains(second);
    assertThat(archive.wasActivated(ONE.version())).isTrue();
    assertThat(archive.find(TWO.version())).contains(new KeptRuleSet(TWO, NOON, "ann"));
  }

  @Test
  void an_append_after_an_older_number_changes_nothing_and_shows_the_latest() {
    archive.append(0, activation(ONE), ONE);

    assertThat(archive.append(0, activation(TWO), TWO))
        .isEqualTo(new Appended.Conflict(Optional.of(new ArchivedActivation(1, activation(ONE)))));
    assertThat(archive.append(7, activation(TWO), TWO)).isInstanceOf(Appended.Conflict.class);
    assertThat(archive.find(TWO.version())).isEmpty();
    assertThat(archive.activations(OptionalLong.empty(), 10)).hasSize(1);
  }

  @Test
  void each_activation_is_on_the_record_of_changes() {
    archive.append(0, activation(ONE), ONE);
    archive.append(1, activation(TWO), TWO);

    assertThat(new ChangeTable(store).list(Optional.empty(), 1))
        .containsExactly(
            ChangeEntry.of(
                NOON,
                "ann",
                ChangeKind.RULES_ACTIVATED,
                "rules",
                "2",
                Optional.of(ONE.version().hash()),
                Optional.of(TWO.version().hash())));
  }

  @Test
  void the_same_version_may_be_activated_again() {
    archive.append(0, activation(ONE), ONE);
    archive.append(1, activation(TWO), TWO);

    assertThat(archive.append(2, activation(ONE), ONE)).isInstanceOf(Appended.Done.class);
    assertThat(archive.latest().orElseThrow().version()).isEqualTo(ONE.version());
  }

  @Test
  void one_of_many_writers_of_one_number_wins() throws Exception {
    int writers = 8;
    try (var threads = Executors.newFixedThreadPool(writers)) {
      List<Callable<Appended>> appends =
          IntStream.range(0, writers)
              .<Callable<Appended>>mapToObj(i -> {
                RuleFiles files = files("rule " + i);
                return () -> archive.append(0, activation(files), files);
              })
              .toList();
      int won = 0;
      for (Future<Appended> append : threads.invokeAll(appends)) {
        won += append.get() instanceof Appended.Done ? 1 : 0;
      }

      assertThat(won).isEqualTo(1);
    }
    assertThat(archive.activations(OptionalLong.empty(), 10)).hasSize(1);
  }

  @Test
  void pages_are_newest_first_and_go_on_where_the_last_one_ended() {
    for (int i = 0; i < 5; i++) {
      RuleFiles files = files("rule " + i);
      archive.append(i, activation(files), files);
    }

    assertThat(archive.activations(OptionalLong.empty(), 2))
        .extracting(ArchivedActivation::sequence)
        .containsExactly(5L, 4L);
    assertThat(archive.activations(OptionalLong.of(4), 10))
        .extracting(ArchivedActivation::sequence)
        .containsExactly(3L, 2L, 1L);
  }

  @Test
  void texts_beyond_their_columns_are_cut() {
    var wordy =
        new Activation(
            ONE.version(),
            NOON,
            "w".repeat(300),
            "y".repeat(2000),
            ActivationOrigin.ROLLBACK,
            TARGETS);

    archive.append(0, wordy, ONE);

    Activation kept = archive.latest().orElseThrow().activation();
    assertThat(kept.who()).hasSize(255);
    assertThat(kept.why()).hasSize(1000);
    assertThat(kept.origin()).isEqualTo(ActivationOrigin.ROLLBACK);
  }

  @Test
  void an_append_of_other_files_than_it_names_is_refused() {
    var wrong =
        new Activation(
            new RuleSetVersion("0123456789ab"), NOON, "ann", "", ActivationOrigin.API, TARGETS);

    assertThatThrownBy(() -> archive.append(0, wrong, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: " + ONE.version());
  }
}
