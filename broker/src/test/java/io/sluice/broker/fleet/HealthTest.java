package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.cluster.ClusterState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HealthTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:37:10Z");
  private static final Health.Hysteresis TWO_DOWN_THREE_UP = new Health.Hysteresis(2, 3);

  /** What {@code events} make of a new cluster: + good probe, - failed probe, ! failed traffic. */
  private static Health after(String events) {
    Health health = Health.unknown(NOW);
    for (int i = 0; i < events.length(); i++) {
      Instant at = NOW.plusSeconds(i + 1L);
      health =
          switch (events.charAt(i)) {
            case '+' -> health.probeSucceeded(at, TWO_DOWN_THREE_UP);
            case '-' -> health.probeFailed(at, "refused", TWO_DOWN_THREE_UP);
            case '!' -> health.trafficFailed(at, "reset");
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
    "+!-+++, HEALTHY",
    "!, UNHEALTHY",
    "++++!, UNHEALTHY"
  })
  void state_follows_probesAndTraffic(String events, ClusterState state) {
    assertThat(after(events).state()).isEqualTo(state);
  }

  @Test
  void since_isWhenTheStateBegan_notWhenItWasConfirmed() {
    assertThat(after("+++").since()).isEqualTo(NOW.plusSeconds(1));
    assertThat(after("+----").since()).isEqualTo(NOW.plusSeconds(3));
  }

  @Test
  void reason_isTheLatestFailure() {
    assertThat(after("+!").reason()).isEqualTo("reset");
    assertThat(after("+!-").reason()).isEqualTo("refused");
    assertThat(after("+!+").reason()).isEqualTo("reset");
  }
}
