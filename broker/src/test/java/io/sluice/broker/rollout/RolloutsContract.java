package io.sluice.broker.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.rollout.ShareBy;
import io.sluice.admin.rollout.SwitchSide;
import io.sluice.admin.rollout.SwitchSpec;
import io.sluice.admin.rollout.SwitchState;
import io.sluice.broker.store.ChangeEntry;
import io.sluice.broker.store.ChangeKind;
import io.sluice.broker.store.ChangeTable;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.Stores;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Switches on any database, with a clock of the test's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RolloutsContract {
  private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00.000001Z");
  private static final GroupName ADHOC = new GroupName("adhoc");
  private static final ClusterSpec BLUE = cluster("blue-1");
  private static final ClusterSpec GREEN = cluster("green-1");
  private static final ClusterSpec OTHER = cluster("other-1");

  private Store store;
  private Instant now = BEGIN;
  private Rollouts rollouts;

  /** The address of a database of the test's own. */
  abstract String url();

  @BeforeAll
  void open() {
    store = Stores.open(url());
  }

  @BeforeEach
  void clear() {
    Stores.clear(store);
    now = BEGIN;
    rollouts = replica();
  }

  @AfterAll
  void close() {
    store.close();
  }

  private Rollouts replica() {
    return new Rollouts(store, () -> now, new SplittableRandom(7));
  }

  private static ClusterSpec cluster(String name) {
    return ClusterSpec.of(new ClusterName(name), URI.create("http://" + name + ":8080"), ADHOC);
  }

  private static SwitchSpec spec(int startPercent, ShareBy by) {
    return new SwitchSpec(
        new SwitchSide.Named(Set.of(BLUE.name())),
        new SwitchSide.Named(Set.of(GREEN.name())),
        Duration.ofMinutes(30),
        startPercent,
        by);
  }

  private void after(int minutes) {
    now = BEGIN.plusSeconds(minutes * 60L);
  }

  private double percent() {
    return rollouts.find(ADHOC).orElseThrow().percent(now);
  }

  /** How many of 10,000 statements have green first. */
  private long toGreen() {
    return IntStream.range(0, 10_000).filter(_ -> rollouts.second(ADHOC, "ada").test(BLUE)).count();
  }

  @Test
  void percentage_growsWithTheClock_andStatementsFollow() {
    rollouts.begin(ADHOC, spec(0, ShareBy.STATEMENT), "ann");
    assertThat(toGreen()).isZero();

    after(3);
    assertThat(percent()).isEqualTo(10, within(1e-6));
    assertThat(toGreen()).isBetween(850L, 1_150L);
    after(15);
    assertThat(toGreen()).isBetween(4_750L, 5_250L);
    after(30);
    assertThat(percent()).isEqualTo(100);
    assertThat(rollouts.find(ADHOC).orElseThrow().state(now)).isEqualTo(SwitchState.DONE);

    assertThat(toGreen()).isEqualTo(10_000);
    Rollouts.Counts counts = rollouts.counts(rollouts.find(ADHOC).orElseThrow());
    assertThat(counts.from() + counts.to()).isEqualTo(40_000);
    assertThat(counts.to()).isBetween(15_500L, 16_500L);
  }

  @Test
  void theOtherSide_comesSecond_andClustersOfNeitherSideNever() {
    rollouts.begin(ADHOC, spec(100, ShareBy.STATEMENT), "ann");

    assertThat(rollouts.second(ADHOC, "ada").test(BLUE)).isTrue();
    assertThat(rollouts.second(ADHOC, "ada").test(GREEN)).isFalse();
    assertThat(rollouts.second(ADHOC, "ada").test(OTHER)).isFalse();
    assertThat(rollouts.second(new GroupName("etl"), "ada").test(BLUE)).isFalse();
  }

  @Test
  void byUser_usersGoOverOnce_theSameOnEveryReplica() {
    rollouts.begin(ADHOC, spec(0, ShareBy.USER), "ann");
    Rollouts second = replica();
    second.start();
    Set<String> over = new HashSet<>();
    List<Integer> sizes = new ArrayList<>();
    for (int minutes = 0; minutes <= 30; minutes += 10) {
      after(minutes);
      for (int i = 0; i < 3_000; i++) {
        String user = "user-" + i;
        boolean goes = rollouts.second(ADHOC, user).test(BLUE);
        assertThat(second.second(ADHOC, user).test(BLUE)).isEqualTo(goes);
        assertThat(goes || !over.contains(user)).as(user).isTrue();
        if (goes) {
          over.add(user);
        }
      }
      sizes.add(over.size());
    }
    second.close();

    assertThat(sizes.get(0)).isZero();
    assertThat(sizes.get(1)).isBetween(880, 1_120);
    assertThat(sizes.get(2)).isBetween(1_880, 2_120);
    assertThat(sizes.get(3)).isEqualTo(3_000);
  }

  @Test
  void stop_holdsThePercentage_andResumeGoesOnFromThere_alsoAfterARestart() {
    rollouts.begin(ADHOC, spec(40, ShareBy.STATEMENT), "ann");
    after(6);
    rollouts.stop(ADHOC, "bob");
    after(500);
    rollouts = replica();
    rollouts.start();

    assertThat(percent()).isEqualTo(60, within(1e-6));
    assertThat(rollouts.find(ADHOC).orElseThrow().state(now)).isEqualTo(SwitchState.STOPPED);
    assertThat(rollouts.find(ADHOC).orElseThrow().doneAt(now)).isEmpty();
    rollouts.resume(ADHOC, "bob");
    assertThat(rollouts.find(ADHOC).orElseThrow().doneAt(now))
        .contains(BEGIN.plusSeconds(512 * 60L));
    after(506);
    assertThat(percent()).isEqualTo(80, within(1e-6));
    after(512);
    assertThat(percent()).isEqualTo(100);
    rollouts.close();
  }

  @Test
  void end_makesBothSidesEqualAgain() {
    rollouts.begin(ADHOC, spec(100, ShareBy.STATEMENT), "ann");

    assertThat(rollouts.end(ADHOC, "bob")).isPresent();
    assertThat(rollouts.second(ADHOC, "ada").test(BLUE)).isFalse();
    assertThat(rollouts.find(ADHOC)).isEmpty();
    assertThat(rollouts.end(ADHOC, "bob")).isEmpty();
    assertThat(rollouts.stop(ADHOC, "bob")).isEmpty();
  }

  @Test
  void group_hasOneSwitch_andItIsReadAsItWasWritten() {
    var labelled =
        new SwitchSpec(
            new SwitchSide.Labelled(Map.of("colour", "blue")),
            new SwitchSide.Labelled(Map.of("colour", "green")),
            Duration.ofHours(2),
            5,
            ShareBy.USER);
    Optional<Rollout> begun = rollouts.begin(ADHOC, labelled, "ann");

    assertThat(rollouts.find(ADHOC)).isEqualTo(begun);
    assertThat(begun.orElseThrow().spec()).isEqualTo(labelled);
    assertThat(rollouts.begin(ADHOC, labelled, "late")).isEmpty();
  }

  @Test
  void changes_areOnRecord_andThoseThatChangeNothingAreNot() {
    rollouts.begin(ADHOC, spec(0, ShareBy.STATEMENT), "ann");
    rollouts.resume(ADHOC, "ann");
    after(3);
    rollouts.stop(ADHOC, "bob");
    rollouts.stop(ADHOC, "bob");
    after(4);
    rollouts.resume(ADHOC, "bob");
    rollouts.end(ADHOC, "eve");

    List<ChangeEntry> all = new ChangeTable(store).list(Optional.empty(), 10);
    assertThat(all)
        .extracting(ChangeEntry::what)
        .containsExactlyInAnyOrder(
            ChangeKind.SWITCH_ENDED,
            ChangeKind.SWITCH_RESUMED,
            ChangeKind.SWITCH_STOPPED,
            ChangeKind.SWITCH_STARTED);
    assertThat(all)
        .filteredOn(entry -> entry.what() == ChangeKind.SWITCH_STOPPED)
        .singleElement()
        .satisfies(entry -> assertThat(entry.after().orElseThrow()).contains("\"percent\":10"));
  }
}
