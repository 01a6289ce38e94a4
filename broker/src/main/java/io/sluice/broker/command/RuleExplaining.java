package io.sluice.broker.command;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Decides one statement, without a broker, and says why. */
@FunctionalInterface
public interface RuleExplaining {
  /**
   * Compiles the rules of {@code directory} and asks them.
   *
   * @throws IOException when the files can't be read
   */
  Answer explain(Path directory, Question question) throws IOException;

  /** What came of it. */
  sealed interface Answer {
    /** The rules decided on these facts. */
    record Explained(Facts facts, Verdict verdict) implements Answer {}

    /** The rules can't be compiled. */
    record Refused(List<Diagnostic> diagnostics) implements Answer {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }
}
