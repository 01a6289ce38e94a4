package io.sluice.broker.ruletrial;

import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.deciding.DecidedBy;
import io.sluice.broker.deciding.EvaluatorPool;
import java.util.Optional;

/** A candidate that decides for a share of the users. Safe for use by many threads. */
final class Canary implements Run {
  private final EvaluatorPool candidate;
  private final CanaryTally tally = new CanaryTally();
  private volatile Trial trial;
  private volatile UserShare share;

  /**
   * @param candidate is closed with this
   */
  Canary(Trial trial, EvaluatorPool candidate) {
    this.trial = trial;
    this.candidate = candidate;
    this.share = new UserShare(trial.candidate(), trial.percent());
  }

  @Override
  public Trial trial() {
    return trial;
  }

  /** The same trial has another share now. */
  void changed(Trial now) {
    share = new UserShare(now.candidate(), now.percent());
    trial = now;
  }

  /** The candidate, if it decides for this user. */
  Optional<EvaluatorPool> decidesFor(String user) {
    return share.has(user) ? Optional.of(candidate) : Optional.empty();
  }

  void decided(DecisionRecord decision, DecidedBy by) {
    tally.decided(decision, by);
  }

  void ended(QueryEnd end) {
    tally.ended(end);
  }

  /** What is not in the store yet. */
  CanaryCounts unflushed() {
    return tally.now();
  }

  @Override
  public void flush(TrialCountTable table) {
    CanaryCounts fresh = tally.taken();
    if (fresh.equals(CanaryCounts.NONE)) {
      return;
    }
    boolean added = false;
    try {
      added = table.add(trial, trial.base(), old -> CountJson.write(stored(old).plus(fresh)));
    } finally {
      if (!added) {
        tally.add(fresh);
      }
    }
  }

  static CanaryCounts stored(Optional<String> json) {
    return json.map(text -> CountJson.read(text, CanaryCounts.class)).orElse(CanaryCounts.NONE);
  }

  @Override
  public void close() {
    candidate.close();
  }
}
