package io.sluice.rules.ruleset;

import io.sluice.rules.decision.RuleSetVersion;
import java.util.List;

/** What came of compiling a set of files. */
public sealed interface Compilation {

  /** It can be used; the warnings are worth a look. */
  record Compiled(RuleSet ruleSet, List<Diagnostic> warnings) implements Compilation {
    public Compiled {
      warnings = List.copyOf(warnings);
    }
  }

  /** It can't be used; at least one diagnostic is an error. */
  record Refused(RuleSetVersion version, List<Diagnostic> diagnostics) implements Compilation {
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
