package io.sluice.admin.replay;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFiles;

/** Which rules are to be tried. */
public sealed interface CandidateRules {

  /** These files. */
  record Posted(RuleFiles files) implements CandidateRules {}

  /** A version that the broker knows. */
  record Known(RuleSetVersion version) implements CandidateRules {}

  /** The version in force. */
  record Active() implements CandidateRules {}
}
