package io.sluice.broker.version;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFile;
import java.util.List;
import java.util.Optional;

/** What came of a change of the rules. */
public sealed interface ChangeOutcome {

  /**
   * It is in force, here and soon on all replicas.
   *
   * @param version the version that is in force
   * @param activation the activation; when the rules were so already, the one that made them so,
   *     which may still be unknown
   * @param warnings what is worth a look
   */
  record Active(
      RuleSetVersion version, Optional<ArchivedActivation> activation, List<Diagnostic> warnings)
      implements ChangeOutcome {
    public Active {
      warnings = List.copyOf(warnings);
    }
  }

  /** The rules that would come of it can't be used; nothing changed. */
  record Refused(List<Diagnostic> diagnostics) implements ChangeOutcome {
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** It was not meant for what is there; nothing changed. */
  record Declined(Optional<RuleFile> current) implements ChangeOutcome {}

  /** Others change the rules all the time; nothing changed. */
  record Busy() implements ChangeOutcome {}
}
