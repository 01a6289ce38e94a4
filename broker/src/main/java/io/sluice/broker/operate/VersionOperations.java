package io.sluice.broker.operate;

import io.sluice.admin.problem.UnavailableException;
import io.sluice.admin.version.ActivationOrigin;
import io.sluice.admin.version.ActivationPage;
import io.sluice.admin.version.ActivationView;
import io.sluice.admin.version.KeptVersion;
import io.sluice.admin.version.RuleChange;
import io.sluice.admin.version.RuleVersions;
import io.sluice.broker.deciding.RuleReload;
import io.sluice.broker.store.StoreException;
import io.sluice.broker.version.Activation;
import io.sluice.broker.version.ArchivedActivation;
import io.sluice.broker.version.KeptRuleSet;
import io.sluice.broker.version.RuleArchive;
import io.sluice.broker.version.RuleEdit.Edited;
import io.sluice.rules.decision.RuleSetVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The archive of the rules as operators see and use it. */
public final class VersionOperations implements RuleVersions {
  private final RuleArchive archive;
  private final RuleChanges changes;

  public VersionOperations(RuleArchive archive, RuleReload rules) {
    this.archive = archive;
    this.changes = new RuleChanges(rules);
  }

  @Override
  public ActivationPage activations(OptionalLong before, int limit) {
    return reading(() -> {
      long latest = archive.latest().map(ArchivedActivation::sequence).orElse(0L);
      List<ArchivedActivation> found = archive.activations(before, limit + 1);
      return new ActivationPage(
          found.stream().limit(limit).map(each -> view(each, latest)).toList(),
          found.size() > limit);
    });
  }

  private static ActivationView view(ArchivedActivation archived, long latest) {
    Activation activation = archived.activation();
    return new ActivationView(
        archived.sequence(),
        activation.version(),
        activation.at(),
        activation.who(),
        activation.why(),
        origin(activation),
        archived.sequence() == latest);
  }

  private static ActivationOrigin origin(Activation activation) {
    return switch (activation.origin()) {
      case DIRECTORY -> ActivationOrigin.DIRECTORY;
      case API -> ActivationOrigin.API;
      case ROLLBACK -> ActivationOrigin.ROLLBACK;
      case PROMOTION -> ActivationOrigin.PROMOTION;
    };
  }

  @Override
  public Optional<KeptVersion> find(RuleSetVersion version) {
    return reading(() ->
        archive
            .find(version)
            .map(kept ->
                new KeptVersion(
                    kept.files(), kept.firstSeenAt(), kept.firstSeenBy(), isActive(version))));
  }

  private boolean isActive(RuleSetVersion version) {
    return archive.latest().filter(latest -> latest.version().equals(version)).isPresent();
  }

  @Override
  public RuleChange activate(RuleSetVersion version, String who, String why) {
    Optional<KeptRuleSet> kept = reading(() -> archive.find(version));
    return kept.map(set ->
            changes.make(
                _ -> new Edited.To(set.files()),
                who,
                why,
                io.sluice.broker.version.ActivationOrigin.ROLLBACK))
        .orElseGet(RuleChange.NotFound::new);
  }

  private static <T> T reading(Supplier<T> read) {
    try {
      return read.get();
    } catch (StoreException e) {
      throw new UnavailableException("the store can't be read: " + e.getMessage(), e);
    }
  }
}
