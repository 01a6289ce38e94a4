package io.sluice.broker.version;

import io.sluice.rules.decision.RuleSetVersion;

/**
 * An activation that the archive has.
 *
 * @param sequence its number, from 1; the highest one is in force
 * @param activation what it says
 */
public record ArchivedActivation(long sequence, Activation activation) {
  public RuleSetVersion version() {
    return activation.version();
  }
}
