package io.sluice.broker.version;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.util.Optional;

/** How this replica looks at a set of rules, and puts one into force. Used by one thread. */
public interface RuleSwitch {
  /** What exists in the fleet now. */
  Targets targets();

  /** Compiles and tests a set; takes a while. */
  Compilation check(RuleFiles files, Targets targets);

  /**
   * Lets a set decide from now on; whoever asks sees the set and the state together.
   *
   * @param state how it came to be the one
   */
  void force(Compilation.Compiled checked, RuleFiles files, CourseState state);

  /** Tells that something changed around the set that decides. */
  void tell(CourseState state);

  /** The version that decides; empty before the first. */
  Optional<RuleSetVersion> version();
}
