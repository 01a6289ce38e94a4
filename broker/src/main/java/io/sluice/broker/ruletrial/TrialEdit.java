package io.sluice.broker.ruletrial;

import java.util.Optional;

/** What came of a change of a trial in the store. */
public sealed interface TrialEdit {

  /**
   * It is done.
   *
   * @param trial as it is now; of one that ended, as it was
   */
  record Done(Trial trial) implements TrialEdit {}

  /**
   * Nothing was changed: it is not as the change expects.
   *
   * @param current the one that is there
   */
  record Conflict(Optional<Trial> current) implements TrialEdit {}
}
