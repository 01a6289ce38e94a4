package io.sluice.broker.version;

import io.sluice.rules.ruleset.RuleFiles;
import java.io.IOException;

/** Where the files of the set in force are written to, when the broker owns the directory. */
@FunctionalInterface
public interface RuleOutput {
  /** Makes the rule files of the directory these, each in one step; other files stay. */
  void write(RuleFiles files) throws IOException;
}
