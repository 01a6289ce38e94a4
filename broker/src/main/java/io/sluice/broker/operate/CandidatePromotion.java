package io.sluice.broker.operate;

import io.sluice.broker.deciding.RuleReload;
import io.sluice.broker.store.StoreException;
import io.sluice.broker.version.ActivationOrigin;
import io.sluice.broker.version.ChangeOutcome;
import io.sluice.broker.version.RuleEdit;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.List;

/** Brings a candidate into force for everybody. */
@FunctionalInterface
public interface CandidatePromotion {
  /**
   * Blocks until the files are in force.
   *
   * @return why they can't be; empty when they are
   * @throws StoreException when the store can't keep that
   */
  List<Diagnostic> promote(RuleFiles files, String who, String why) throws InterruptedException;

  /** Makes the candidate the next version of the rules, as any other change of them. */
  static CandidatePromotion through(RuleReload rules) {
    return (files, who, why) -> {
      RuleEdit edit = _ -> new RuleEdit.Edited.To(files);
      return switch (rules.change(edit, who, why, ActivationOrigin.PROMOTION)) {
        case ChangeOutcome.Active _ -> List.of();
        case ChangeOutcome.Refused refused -> refused.diagnostics();
        case ChangeOutcome.Declined _, ChangeOutcome.Busy _ ->
            throw new StoreException(
                StoreException.Kind.FAILED,
                "the rules are being changed by others; promote the candidate again");
      };
    };
  }
}
