package io.sluice.broker.version;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;

/**
 * A copy of the set that was in force last, for a start without a store.
 *
 * @param files its files
 * @param targets what existed when it was checked
 */
public record RememberedSet(RuleFiles files, Targets targets) {
  RuleSetVersion version() {
    return files.version();
  }
}
