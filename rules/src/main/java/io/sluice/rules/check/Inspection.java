package io.sluice.rules.check;

import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import java.util.List;

/** Looks at a rule set that compiles for what is better mended. */
@FunctionalInterface
public interface Inspection {
  /**
   * What it finds: an error refuses the set, a warning does not.
   *
   * @param set what the files were compiled to; it stays open
   * @param targets what the rules may name
   */
  List<Diagnostic> inspect(RuleFiles files, RuleSet set, Targets targets);
}
