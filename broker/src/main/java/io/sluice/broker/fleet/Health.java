package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterState;
import java.time.Instant;

/**
 * What probes and traffic say of a cluster, with hysteresis: it falls after {@code failures} failed
 * probes in a row, or one connection of real traffic that failed, and rises after {@code successes}
 * good ones. The very first good probe is enough.
 *
 * @param state STARTING, HEALTHY, DEGRADED or UNHEALTHY
 * @param since when it came into this state
 * @param reason why, in words
 * @param failed failed probes in a row
 * @param succeeded good probes in a row
 */
public record Health(ClusterState state, Instant since, String reason, int failed, int succeeded) {

  /**
   * When a state changes.
   *
   * @param failures failed probes in a row until UNHEALTHY
   * @param successes good probes in a row until HEALTHY again
   */
  public record Hysteresis(int failures, int successes) {}

  static Health unknown(Instant now) {
    return new Health(ClusterState.STARTING, now, "not probed yet", 0, 0);
  }

  Health probeSucceeded(Instant now, Hysteresis hysteresis) {
    int good = succeeded + 1;
    return switch (state) {
      case STARTING -> in(ClusterState.HEALTHY, now, "answers", 0, good);
      case UNHEALTHY ->
          good >= hysteresis.successes()
              ? in(ClusterState.HEALTHY, now, "answered %d probes".formatted(good), 0, good)
              : in(state, now, reason, 0, good);
      default -> in(ClusterState.HEALTHY, now, "answers", 0, good);
    };
  }

  Health probeFailed(Instant now, String why, Hysteresis hysteresis) {
    int bad = failed + 1;
    if (bad >= hysteresis.failures() || state == ClusterState.UNHEALTHY) {
      return in(ClusterState.UNHEALTHY, now, why, bad, 0);
    }
    return in(state == ClusterState.STARTING ? state : ClusterState.DEGRADED, now, why, bad, 0);
  }

  /**
   * A statement could not be delivered: whatever probes say, nothing goes there until they agree.
   */
  Health trafficFailed(Instant now, String why) {
    return in(ClusterState.UNHEALTHY, now, why, failed, 0);
  }

  private Health in(ClusterState next, Instant now, String why, int bad, int good) {
    return new Health(next, next == state ? since : now, why, bad, good);
  }
}
