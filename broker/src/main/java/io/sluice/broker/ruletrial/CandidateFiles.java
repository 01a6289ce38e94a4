package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.Optional;

/** Knows the files of versions; blocks, and may throw what its store throws. */
@FunctionalInterface
public interface CandidateFiles {
  Optional<RuleFiles> find(RuleSetVersion version);
}
