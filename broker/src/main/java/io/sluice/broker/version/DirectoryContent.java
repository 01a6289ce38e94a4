package io.sluice.broker.version;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;

/** What a look into the rules directory found. */
public sealed interface DirectoryContent {
  /** Its rule files. */
  record Found(RuleFiles files) implements DirectoryContent {}

  /** It can't be read; the problem says why. */
  record Unreadable(Diagnostic problem) implements DirectoryContent {}
}
