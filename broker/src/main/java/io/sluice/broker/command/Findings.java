package io.sluice.broker.command;

import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Compilation.Compiled;
import io.sluice.rules.ruleset.Compilation.Refused;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleSet;
import java.nio.file.Path;
import java.util.List;

/** Tells the user what came of compiling rules. */
final class Findings {
  private final Terminal terminal;

  Findings(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Tells it, closes the rule set, and gives the exit code: only errors count as findings. */
  int tell(Path directory, Compilation compilation) {
    return switch (compilation) {
      case Compiled compiled -> {
        list(directory, compiled.warnings());
        try (RuleSet ruleSet = compiled.ruleSet()) {
          int rules = ruleSet.rules().size();
          terminal
              .out()
              .printf(
                  "%s: good: %s, version %s%n",
                  directory, Words.count(rules, "rule"), ruleSet.version());
        }
        yield ExitCode.GOOD;
      }
      case Refused refused -> {
        list(directory, refused.diagnostics());
        yield ExitCode.FINDINGS;
      }
    };
  }

  /** One line each, with the path of the file as an editor can open it. */
  void list(Path directory, List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      terminal
          .err()
          .println(
              "%s: %s: %s"
                  .formatted(
                      place(directory, diagnostic),
                      terminal.coloured(diagnostic.severity()),
                      diagnostic.message()));
    }
  }

  private static String place(Path directory, Diagnostic diagnostic) {
    if (diagnostic.file().isEmpty()) {
      return directory.toString();
    }
    String file = directory.resolve(diagnostic.file()).toString();
    return diagnostic.line() == 0
        ? file
        : file + ":" + diagnostic.line() + ":" + Math.max(1, diagnostic.column());
  }
}
