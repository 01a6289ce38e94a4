package io.sluice.broker.command;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.TracedRule;
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
    /**
     * The rules decided on these facts.
     *
     * @param trace what each rule made of them, in the order in which rules decide
     */
    record Explained(Facts facts, Verdict verdict, List<TracedRule> trace) implements Answer {
      public Explained {
        trace = List.copyOf(trace);
      }
    }

    /** The rules can't be compiled. */
    record Refused(List<Diagnostic> diagnostics) implements Answer {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }
}
