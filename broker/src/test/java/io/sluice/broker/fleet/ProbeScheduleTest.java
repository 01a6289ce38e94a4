package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ProbeScheduleTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Health.Hysteresis USUAL =
      new Health.Hysteresis(2, 3, INTERVAL, Duration.ZERO);

  private final SplittableRandom random = new SplittableRandom(42);
  private Health health = Health.unknown(Instant.EPOCH).probeSucceeded(0, Instant.EPOCH, USUAL);

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private ProbeSchedule probedAt(long millis) {
    var schedule = new ProbeSchedule(millis(millis), INTERVAL, random);
    schedule.begins(millis(millis));
    schedule.ended(millis(millis), health, true);
    return schedule;
  }

  private long dueAt(ProbeSchedule schedule, long fromMillis) {
    for (long at = fromMillis; at < fromMillis + 60_000; at++) {
      if (schedule.isDue(millis(at), health)) {
        return at;
      }
    }
    throw new AssertionError("never due");
  }

  @Test
  void firstProbe_isDueAtOnce_andNoOtherWhileItIsUnderWay() {
    var schedule = new ProbeSchedule(7, INTERVAL, random);

    assertThat(schedule.isDue(7, health)).isTrue();
    schedule.begins(7);
    assertThat(schedule.isDue(millis(600_000), health)).isFalse();
  }

  @Test
  void secondProbes_ofAFleetThatWasProbedAtOnce_areSpread() {
    List<Long> due = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      due.add(dueAt(probedAt(0), 0));
    }

    assertThat(due).allSatisfy(at -> assertThat(at).isBetween(2_500L, 5_001L));
    for (long from = 2_500; from < 5_000; from += 500) {
      long begin = from;
      assertThat(due).filteredOn(at -> at >= begin && at < begin + 500).hasSizeBetween(3, 25);
    }
  }

  @Test
  void laterProbes_comeEachInterval_aTenthMoreOrLess() {
    ProbeSchedule schedule = probedAt(0);
    long last = dueAt(schedule, 0);
    for (int i = 0; i < 20; i++) {
      schedule.begins(millis(last));
      schedule.ended(millis(last + 1_800), health, true);
      long next = dueAt(schedule, last);
      assertThat(next - last).isBetween(4_500L, 5_501L);
      last = next;
    }
  }

  @Test
  void circuitThatOpens_bringsTheNextProbeForward_andFollowUpFailuresDoNotPutItOff() {
    ProbeSchedule schedule = probedAt(0);
    health = health.trafficFailed(Instant.EPOCH, "reset");

    assertThat(schedule.isDue(millis(100), health)).isFalse();
    health = health.trafficFailed(Instant.EPOCH, "reset");
    assertThat(schedule.isDue(millis(599), health)).isFalse();
    assertThat(schedule.isDue(millis(600), health)).isTrue();
  }

  @Test
  void probesOfAnOpenCircuit_comeAfterTwiceTheTimeEach() {
    ProbeSchedule schedule = probedAt(0);
    health = health.trafficFailed(Instant.EPOCH, "reset");
    List<Long> at = new ArrayList<>(List.of(dueAt(schedule, 0)));
    for (int i = 0; i < 5; i++) {
      schedule.begins(millis(at.getLast()));
      health = health.probeFailed(Instant.EPOCH, "refused", USUAL);
      schedule.ended(millis(at.getLast()), health, true);
      at.add(dueAt(schedule, at.getLast()));
    }

    assertThat(at).containsExactly(500L, 1_500L, 3_500L, 7_500L, 12_500L, 17_500L);
  }

  @Test
  void catalogs_thatAreNotTold_areAskedForSooner_andThenSeldomer() {
    var schedule = new ProbeSchedule(0, INTERVAL, random);
    List<Long> asked = new ArrayList<>();

    for (long at = 0; at < 300_000; at += 5_000) {
      if (schedule.begins(millis(at))) {
        asked.add(at / 1000);
      }
      schedule.ended(millis(at + 10), health, false);
    }

    assertThat(asked).containsExactly(0L, 5L, 15L, 35L, 75L, 135L, 195L, 255L);
  }

  @Test
  void catalogs_areAskedForAgain_afterAProbeThatFailed() {
    var schedule = new ProbeSchedule(0, INTERVAL, random);
    schedule.begins(0);
    schedule.ended(millis(10), health.probeFailed(Instant.EPOCH, "no answer", USUAL), true);

    assertThat(schedule.begins(millis(5_000))).isTrue();
  }

  @Test
  void catalogs_areAskedForFirst_andThenEachMinute() {
    var schedule = new ProbeSchedule(0, INTERVAL, random);

    assertThat(schedule.begins(0)).isTrue();
    assertThat(schedule.begins(millis(59_999))).isFalse();
    assertThat(schedule.begins(millis(60_000))).isTrue();
    assertThat(schedule.begins(millis(60_001))).isFalse();
  }
}
