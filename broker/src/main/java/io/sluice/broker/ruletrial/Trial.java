package io.sluice.broker.ruletrial;

import io.sluice.broker.store.Micros;
import io.sluice.rules.decision.RuleSetVersion;
import java.time.Instant;

/**
 * A candidate on trial, as all replicas on one store know it.
 *
 * @param kind how it is tried
 * @param startedAt since when, to the microsecond; with the kind it names this trial for ever
 * @param revision counts the changes
 * @param candidate the version on trial
 * @param percent the part of the users that it decides for, 0 to 100; of a shadow 0
 * @param base the version that was active when the trial began
 * @param who who began it
 * @param why for what
 */
public record Trial(
    TrialKind kind,
    Instant startedAt,
    long revision,
    RuleSetVersion candidate,
    int percent,
    RuleSetVersion base,
    String who,
    String why) {
  public Trial {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent: %d (expected: 0 to 100)".formatted(percent));
    }
  }

  /** The trial with another share. */
  public Trial withPercent(int newPercent) {
    return new Trial(kind, startedAt, revision, candidate, newPercent, base, who, why);
  }

  /** Names this state of this trial. */
  public String etag() {
    return "%d-%d".formatted(Micros.of(startedAt), revision);
  }

  /** Whether both are the same trial, however it has changed. */
  boolean isSame(Trial other) {
    return kind == other.kind && startedAt.equals(other.startedAt);
  }
}
