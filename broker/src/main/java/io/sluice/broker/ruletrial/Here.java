package io.sluice.broker.ruletrial;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Targets;
import java.util.List;

/** How a trial stands on this replica. */
sealed interface Here {
  Trial trial();

  /** The candidate is at work. */
  record Running(Run run) implements Here {
    @Override
    public Trial trial() {
      return run.trial();
    }
  }

  /**
   * The candidate can't be used here.
   *
   * @param targets what it could name when that was found
   */
  record Inactive(Trial trial, List<Diagnostic> problems, Targets targets) implements Here {
    public Inactive {
      problems = List.copyOf(problems);
    }
  }
}
