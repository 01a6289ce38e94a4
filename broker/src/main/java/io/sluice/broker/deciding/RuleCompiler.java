package io.sluice.broker.deciding;

import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;

/** Compiles rule files; takes seconds, so never call it where a request waits. */
@FunctionalInterface
public interface RuleCompiler {
  Compilation compile(RuleFiles files, Targets targets);
}
