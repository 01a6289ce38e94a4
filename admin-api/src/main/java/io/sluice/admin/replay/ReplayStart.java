package io.sluice.admin.replay;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import java.util.List;

/** What came of asking for a replay. */
public sealed interface ReplayStart {

  /** It runs; whoever gets it closes it. */
  record Started(RunningReplay replay) implements ReplayStart {}

  /** Another one runs, or too much else; {@code why} says what. */
  record Busy(String why) implements ReplayStart {}

  /** The candidate can't be used. */
  record Refused(List<Diagnostic> diagnostics) implements ReplayStart {
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** There is no such version. */
  record NoSuchVersion(RuleSetVersion version) implements ReplayStart {}
}
