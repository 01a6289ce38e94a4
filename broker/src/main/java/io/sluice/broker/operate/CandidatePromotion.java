package io.sluice.broker.operate;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.List;

/** Brings a candidate into force for everybody. */
@FunctionalInterface
public interface CandidatePromotion {
  /**
   * Blocks until the files are in force.
   *
   * @return why they can't be; empty when they are
   * @throws io.sluice.broker.store.StoreException when the store can't keep that
   */
  List<Diagnostic> promote(RuleFiles files, String who, String why) throws InterruptedException;
}
