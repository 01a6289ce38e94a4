package io.sluice.broker.version;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * How the set in force came to be the one, and what is at odds with it.
 *
 * @param directory what the directory holds; empty while it can't be read
 * @param difference why the directory's content is not in force; empty when it is
 * @param latest the latest activation that was taken note of, as far as it is known
 * @param refused the version that should be in force and can't be used, the directory's or the
 *     archive's
 * @param diagnostics what is wrong with it
 * @param waiting how many activations the archive still has to get
 */
public record CourseState(
    Optional<RuleSetVersion> directory,
    String difference,
    Optional<ArchivedActivation> latest,
    Optional<RuleSetVersion> refused,
    List<Diagnostic> diagnostics,
    int waiting) {
  public CourseState {
    diagnostics = List.copyOf(diagnostics);
  }
}
