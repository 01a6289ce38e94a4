package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class FleetSnapshotTest {
  private static final Group GROUP = new Group("etl", 3, 2, 7, 1, 100, 0.08);

  private static Cluster cluster(int number, Random load) {
    return new Cluster(
        "etl-" + number,
        "etl",
        "HEALTHY",
        "483",
        "eu-west",
        Map.of("disk", "ssd", "tier", "gold", "rack", "r" + number % 5),
        Set.of("lake", "crm", "web", "hr", "logs"),
        load.nextInt(50),
        load.nextInt(9),
        load.nextInt(3),
        20,
        load.nextInt(1000) / 1000.0,
        load.nextDouble());
  }

  private static List<Cluster> clusters(int count, int seed) {
    var load = new Random(seed);
    return IntStream.range(0, count).mapToObj(number -> cluster(number, load)).toList();
  }

  private static Facts facts(List<Group> groups, List<Cluster> clusters) {
    DecisionRecord decision = Records.decision().number(1);
    Moment moment = Moment.at(Records.NOON, ZoneId.of("Asia/Kathmandu"));
    return new Facts(decision.query(), decision.sql(), moment, groups, clusters);
  }

  @Test
  void load_comes_back_to_the_last_digit() {
    List<Cluster> clusters = clusters(60, 1);
    FleetSnapshot snapshot = FleetSnapshot.of(List.of(GROUP), clusters);

    assertThat(snapshot.load()).isEqualTo(new FleetLoad(List.of(GROUP), clusters));
  }

  @Test
  void id_is_the_same_for_the_same_load_and_another_for_any_other() {
    FleetId id = FleetSnapshot.of(List.of(GROUP), clusters(5, 1)).id();

    assertThat(FleetSnapshot.of(List.of(GROUP), clusters(5, 1)).id()).isEqualTo(id);
    assertThat(FleetSnapshot.of(List.of(GROUP), clusters(5, 2)).id()).isNotEqualTo(id);
    assertThat(FleetSnapshot.of(List.of(), clusters(5, 1)).id()).isNotEqualTo(id);
    // A value that was seen in another process: maps and sets have another order in each.
    assertThat(FleetSnapshot.of(List.of(GROUP), clusters(5, 1)).id().value())
        .isEqualTo("69130bf72dd7ddcf3ab3bf51");
  }

  @Test
  void sixty_clusters_take_less_room_than_one_decision() throws IOException {
    FleetSnapshot snapshot = FleetSnapshot.of(List.of(GROUP), clusters(60, 1));

    assertThat(new EventJson().line(snapshot).length)
        .isLessThan(new EventJson().line(Records.decision().number(1)).length);
  }

  @Test
  void snapshot_comes_back_from_its_line() throws IOException {
    var json = new EventJson();
    FleetSnapshot snapshot = FleetSnapshot.of(List.of(GROUP), clusters(3, 1));
    byte[] line = json.line(snapshot);

    assertThat(json.event(line, 0, line.length - 1)).isEqualTo(snapshot);
  }

  @Test
  @Timeout(30)
  void recorder_writesASnapshotOnce_andAgainOnlyWhenTheLoadIsAnother(@TempDir Path folder)
      throws Exception {
    try (var journal = new Journal(JournalSettings.in(folder))) {
      journal.start();
      var recorder = new FleetRecorder(journal);
      List<Cluster> busy = clusters(3, 1);
      List<Cluster> idle = clusters(3, 2);

      Optional<FleetId> first = recorder.keep(facts(List.of(GROUP), busy));
      Optional<FleetId> same = recorder.keep(facts(List.of(GROUP), busy));
      Optional<FleetId> other = recorder.keep(facts(List.of(GROUP), idle));
      Optional<FleetId> back = recorder.keep(facts(List.of(GROUP), busy));

      assertThat(journal.next(Duration.ZERO).events())
          .containsExactly(
              FleetSnapshot.of(List.of(GROUP), busy), FleetSnapshot.of(List.of(GROUP), idle));
      assertThat(first).isPresent().isEqualTo(same).isEqualTo(back).isNotEqualTo(other);
    }
  }

  @Test
  void recorder_saysNothing_whereTheJournalLosesTheSnapshot(@TempDir Path folder) {
    // Not started: it has neither a file nor room.
    var journal = new Journal(JournalSettings.in(folder));

    assertThat(new FleetRecorder(journal).keep(facts(List.of(GROUP), clusters(1, 1)))).isEmpty();
  }

  @Test
  void moment_isSeenAgain_inTheZoneOfThen() {
    Moment moment =
        Moment.at(Instant.parse("2026-03-29T00:59:59.123456789Z"), ZoneId.of("Europe/Vienna"));

    assertThat(SeenMoment.of(moment).moment()).isEqualTo(moment);
  }
}
