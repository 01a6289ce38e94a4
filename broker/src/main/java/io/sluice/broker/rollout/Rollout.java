package io.sluice.broker.rollout;

import io.sluice.admin.rollout.SwitchSpec;
import io.sluice.admin.rollout.SwitchState;
import io.sluice.rules.fact.GroupName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A switch as the store keeps it. Its percentage is a function of this and the time, so all
 * replicas agree, and a restart changes nothing.
 *
 * @param group whose statements it moves
 * @param spec what the operator said
 * @param startedAt when it began
 * @param anchorAt a moment at which its percentage is known
 * @param anchorPercent the percentage at that moment
 * @param underWay whether the percentage grows from there; else it is held
 * @param revision counts its changes
 * @param who who began it
 */
public record Rollout(
    GroupName group,
    SwitchSpec spec,
    Instant startedAt,
    Instant anchorAt,
    double anchorPercent,
    boolean underWay,
    long revision,
    String who) {
  private static final double ALL = 100;

  /** One that begins now. */
  static Rollout begun(GroupName group, SwitchSpec spec, Instant now, String who) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    return new Rollout(group, spec, at, at, spec.startPercent(), true, 1, who);
  }

  /** How many percent go over at a moment. */
  public double percent(Instant now) {
    if (!underWay) {
      return anchorPercent;
    }
    double passed = Duration.between(anchorAt, now).toNanos();
    double grown = Math.max(0, passed) / spec.over().toNanos() * ALL;
    return Math.min(ALL, anchorPercent + grown);
  }

  public SwitchState state(Instant now) {
    if (percent(now) >= ALL) {
      return SwitchState.DONE;
    }
    return underWay ? SwitchState.RUNNING : SwitchState.STOPPED;
  }

  /** When it is going to be done; empty while it is stopped or done. */
  public Optional<Instant> doneAt(Instant now) {
    if (state(now) != SwitchState.RUNNING) {
      return Optional.empty();
    }
    double left = (ALL - anchorPercent) / ALL;
    return Optional.of(anchorAt.plusNanos(Math.round(spec.over().toNanos() * left)));
  }

  /** The same, held at the percentage of this moment. */
  Rollout stopped(Instant now) {
    return anchored(now, false);
  }

  /** The same, going on from its percentage. */
  Rollout resumed(Instant now) {
    return anchored(now, true);
  }

  private Rollout anchored(Instant now, boolean goesOn) {
    return new Rollout(
        group,
        spec,
        startedAt,
        now.truncatedTo(ChronoUnit.MICROS),
        percent(now),
        goesOn,
        revision + 1,
        who);
  }

  /**
   * Whether a statement goes over.
   *
   * @param now the time
   * @param point from 0 to 1: of a statement drawn, of a user always the same, so that users who
   *     have gone over stay there
   */
  boolean goesOver(Instant now, double point) {
    return point * ALL < percent(now);
  }
}
