package io.sluice.broker.operate;

import io.sluice.admin.problem.UnavailableException;
import io.sluice.admin.source.ContentTag;
import io.sluice.admin.version.RuleChange;
import io.sluice.broker.deciding.RuleReload;
import io.sluice.broker.store.StoreException;
import io.sluice.broker.version.ActivationOrigin;
import io.sluice.broker.version.ChangeOutcome;
import io.sluice.broker.version.RuleEdit;
import java.util.OptionalLong;

/** Has the rules changed, and tells what came of it in the words of the admin API. */
final class RuleChanges {
  private final RuleReload rules;

  RuleChanges(RuleReload rules) {
    this.rules = rules;
  }

  RuleChange make(RuleEdit edit, String who, String why, ActivationOrigin origin) {
    try {
      return switch (rules.change(edit, who, why, origin)) {
        case ChangeOutcome.Active active ->
            new RuleChange.Active(
                active.version(),
                active
                    .activation()
                    .map(done -> OptionalLong.of(done.sequence()))
                    .orElseGet(OptionalLong::empty),
                active.warnings());
        case ChangeOutcome.Refused refused -> new RuleChange.Refused(refused.diagnostics());
        case ChangeOutcome.Declined declined ->
            new RuleChange.Stale(declined.current().map(ContentTag::of));
        case ChangeOutcome.Busy _ -> new RuleChange.Busy();
      };
    } catch (StoreException e) {
      throw new UnavailableException("the store can't keep the change: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("the broker is shutting down", e);
    }
  }
}
