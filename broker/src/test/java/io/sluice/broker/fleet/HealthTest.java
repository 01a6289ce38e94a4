package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.admin.cluster.ClusterState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HealthTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:37:10Z");
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Health.Hysteresis TWO_DOWN_THREE_UP =
      new Health.Hysteresis(2, 3, INTERVAL, Duration.ZERO);

  /**
   * What {@code events} make of a new cluster: + good probe, - failed probe, ! failed traffic, 0
   * left alone, and s for a good answer to a probe that was sent before the last failed traffic.
   */
  private static Health after(String events) {
    Health health = Health.unknown(NOW);
    for (int i = 0; i < events.length(); i++) {
      Instant at = NOW.plusSeconds(i + 1L);
      health =
          switch (events.charAt(i)) {
            case '+' -> health.probeSucceeded(health.generation(), at, TWO_DOWN_THREE_UP);
            case 's' -> health.probeSucceeded(health.generation() - 1, at, TWO_DOWN_THREE_UP);
            case '-' -> health.probeFailed(at, "refused", TWO_DOWN_THREE_UP);
            case '!' -> health.trafficFailed(at, "reset");
            case '0' -> health.forgotten(at);
            default -> throw new IllegalArgumentException(events);
          };
    }
    return health;
  }

  @ParameterizedTest
  @CsvSource({
    "'', STARTING",
    "+, HEALTHY",
    "-, STARTING",
    "--, UNHEALTHY",
    "-+, HEALTHY",
    "+-, DEGRADED",
    "+-+, HEALTHY",
    "+-+-, DEGRADED",
    "+--, UNHEALTHY",
    "+--+, UNHEALTHY",
    "+--++, UNHEALTHY",
    "+--+++, HEALTHY",
    "+--++-+, UNHEALTHY",
    "+--++-+++, HEALTHY",
    "+!, UNHEALTHY",
    "+!+, UNHEALTHY",
    "+!++, UNHEALTHY",
    "+!+++, HEALTHY",
    "+!++!++, UNHEALTHY",
    "+!++!+++, HEALTHY",
    "+!-+++, HEALTHY",
    "!, UNHEALTHY",
    "++++!, UNHEALTHY",
    "+!s, UNHEALTHY",
    "+!sss, UNHEALTHY",
    "+!++s, UNHEALTHY",
    "+!++s+, HEALTHY",
    "+0, STARTING",
    "+0s, STARTING",
    "+0+, HEALTHY",
    "+--0+, HEALTHY",
    // Once it is out, a cluster that flaps stays out.
    "+!+-+-+-+-+-++-++-, UNHEALTHY",
    "+--+-+-+-++-+-++-+, UNHEALTHY"
  })
  void state_follows_probesAndTraffic(String events, ClusterState state) {
    assertThat(after(events).state()).isEqualTo(state);
  }

  @Test
  void since_isWhenTheStateBegan_notWhenItWasConfirmed() {
    assertThat(after("+++").since()).isEqualTo(NOW.plusSeconds(1));
    assertThat(after("+----").since()).isEqualTo(NOW.plusSeconds(3));
    assertThat(after("+!!").since()).isEqualTo(NOW.plusSeconds(2));
  }

  @Test
  void reason_isTheLatestFailure() {
    assertThat(after("+!").reason()).isEqualTo("reset");
    assertThat(after("+!-").reason()).isEqualTo("refused");
    assertThat(after("+!+").reason()).isEqualTo("reset");
  }

  @ParameterizedTest
  @CsvSource({
    "+, 5000",
    "+-, 5000",
    "+--, 5000",
    "+!, 500",
    "+!+, 1000",
    "+!-, 1000",
    "+!++, 2000",
    "+!----, 5000",
    "+!-----------------------------------, 5000",
    "+!+++, 5000",
    "+!-!, 1000",
    "+!+++!, 500",
    // Traffic that fails on a cluster that probes have found dead opens nothing.
    "+--!, 5000"
  })
  void probesOfAnOpenCircuit_comeSooner_andThenLessAndLessSo(String events, long millis) {
    assertThat(after(events).pause(INTERVAL)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void pause_isNeverLongerThanTheInterval() {
    assertThat(after("+!").pause(Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(200));
  }

  /** Events are a second apart, the interval is five. */
  @ParameterizedTest
  @CsvSource({"+--, 2", "+!-, 1", "+!--, 1", "+!-----, 1", "+!------, 2", "+!------+, 0"})
  void failedProbesOfAnOpenCircuit_countOnceInAnInterval(String events, int failed) {
    assertThat(after(events).failed()).isEqualTo(failed);
  }

  @ParameterizedTest
  @CsvSource({
    "+, ",
    "+-+, ",
    "-+, ",
    "+!+++, 5",
    "+--+++, 6",
    "--+++, 5",
    "+0+, 3",
    "+!+++-+, 5",
    "+!+++!+++, 9"
  })
  void recovered_isWhenItLastCameBack_andNotWhenItFirstCame(String events, Long seconds) {
    assertThat(after(events).recovered())
        .isEqualTo(Optional.ofNullable(seconds).map(NOW::plusSeconds));
  }

  @Test
  void share_growsFromATenthToTheWhole() {
    Duration minute = Duration.ofMinutes(1);
    double[] shares =
        IntStream.of(-1, 0, 20, 30, 59, 60, 90)
            .mapToDouble(second -> Health.share(NOW, NOW.plusSeconds(second), minute))
            .toArray();

    assertThat(shares).containsExactly(new double[] {1, 0.1, 0.4, 0.55, 0.985, 1, 1}, within(1e-9));
    assertThat(Health.share(NOW, NOW, Duration.ZERO)).isEqualTo(1);
  }
}
