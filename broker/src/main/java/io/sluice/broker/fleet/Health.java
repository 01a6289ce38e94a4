package io.sluice.broker.fleet;

import io.sluice.admin.cluster.ClusterState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What probes and traffic say of a cluster, with hysteresis: it falls after {@code failures} failed
 * probes in a row, or one request of real traffic that failed, and rises after {@code successes}
 * good probes in a row. The very first good probe is enough.
 *
 * <p>A failed request opens the circuit: until the state rises again, probes come sooner, the first
 * after half a second, each later one after twice the time, up to the usual interval.
 *
 * @param state STARTING, HEALTHY, DEGRADED or UNHEALTHY
 * @param since when it came into this state
 * @param reason why, in words
 * @param failed failed probes in a row; of those of an open circuit, at most one in each interval
 * @param succeeded good probes in a row
 * @param generation counts what makes answers to earlier probes worthless: failures of traffic, and
 *     beginnings
 * @param circuit how many probes have been answered since the circuit was opened; empty while it is
 *     closed
 * @param failedAt when {@code failed} was last counted up
 * @param recovered when it was last given statements again; empty when it always had them
 * @param cold whether its next good probe is a recovery
 */
public record Health(
    ClusterState state,
    Instant since,
    String reason,
    int failed,
    int succeeded,
    long generation,
    OptionalInt circuit,
    Optional<Instant> failedAt,
    Optional<Instant> recovered,
    boolean cold) {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Beyond it a pause is longer than any interval. */
  private static final int MOST_DOUBLINGS = 13;

  private static final double FIRST_SHARE = 0.1;

  /**
   * When a state changes.
   *
   * @param failures failed probes in a row until UNHEALTHY
   * @param successes good probes in a row until HEALTHY again
   * @param interval from one probe to the next while nothing is wrong
   * @param slowStart how long a cluster that is back takes to get its whole share; may be zero
   */
  public record Hysteresis(int failures, int successes, Duration interval, Duration slowStart) {

    /** With a probe each five seconds and the whole share at once. */
    public Hysteresis(int failures, int successes) {
      this(failures, successes, Duration.ofSeconds(5), Duration.ZERO);
    }
  }

  /** Of a cluster that nobody has asked yet. */
  static Health unknown(Instant now) {
    return new Health(
        ClusterState.STARTING,
        now,
        "not probed yet",
        0,
        0,
        0,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** Of a cluster that was left alone for a while, and has to warm up again. */
  Health forgotten(Instant now) {
    return new Health(
        ClusterState.STARTING,
        now,
        "not probed yet",
        0,
        0,
        generation + 1,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  /**
   * A probe was answered as it should be.
   *
   * @param asked the generation when it was sent: an answer to an earlier one says nothing
   */
  Health probeSucceeded(long asked, Instant now, Hysteresis hysteresis) {
    if (asked != generation) {
      return this;
    }
    int good = succeeded + 1;
    return switch (state) {
      case STARTING -> well(now, "answers", good, cold);
      case UNHEALTHY -> {
        if (good >= hysteresis.successes()) {
          String why = "answered %d probe%s in a row".formatted(good, good == 1 ? "" : "s");
          yield well(now, why, good, true);
        }
        yield new Health(
            state, since, reason, 0, good, generation, onwards(), failedAt, recovered, cold);
      }
      default -> well(now, "answers", good, false);
    };
  }

  private Health well(Instant now, String why, int good, boolean back) {
    return new Health(
        ClusterState.HEALTHY,
        state == ClusterState.HEALTHY ? since : now,
        why,
        0,
        good,
        generation,
        OptionalInt.empty(),
        Optional.empty(),
        back ? Optional.of(now) : recovered,
        false);
  }

  Health probeFailed(Instant now, String why, Hysteresis hysteresis) {
    boolean counts =
        circuit.isEmpty()
            || failedAt.isEmpty()
            || Duration.between(failedAt.get(), now).abs().compareTo(hysteresis.interval()) >= 0;
    int bad = counts ? failed + 1 : failed;
    ClusterState next = afterFailure(bad, hysteresis);
    return new Health(
        next,
        next == state ? since : now,
        why,
        bad,
        0,
        generation,
        onwards(),
        counts ? Optional.of(now) : failedAt,
        recovered,
        cold);
  }

  private ClusterState afterFailure(int bad, Hysteresis hysteresis) {
    if (bad >= hysteresis.failures() || state == ClusterState.UNHEALTHY) {
      return ClusterState.UNHEALTHY;
    }
    return state == ClusterState.STARTING ? state : ClusterState.DEGRADED;
  }

  private OptionalInt onwards() {
    return circuit.isPresent() ? OptionalInt.of(circuit.getAsInt() + 1) : circuit;
  }

  /**
   * A request could not be delivered: whatever probes have said, nothing new goes there until later
   * ones agree.
   */
  Health trafficFailed(Instant now, String why) {
    boolean fell = state != ClusterState.UNHEALTHY;
    return new Health(
        ClusterState.UNHEALTHY,
        fell ? now : since,
        why,
        failed,
        0,
        generation + 1,
        fell ? OptionalInt.of(0) : circuit,
        failedAt,
        recovered,
        cold);
  }

  /** How long to wait before the next probe. */
  Duration pause(Duration interval) {
    if (circuit.isEmpty()) {
      return interval;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(circuit.getAsInt(), MOST_DOUBLINGS));
    return pause.compareTo(interval) < 0 ? pause : interval;
  }

  /** How much of its share a cluster gets that long after it came back: 0.1 growing to 1. */
  static double share(Instant back, Instant now, Duration slowStart) {
    Duration passed = Duration.between(back, now);
    if (passed.isNegative() || passed.compareTo(slowStart) >= 0) {
      return 1;
    }
    return FIRST_SHARE + (1 - FIRST_SHARE) * passed.toMillis() / slowStart.toMillis();
  }
}
