package io.sluice.broker.version;

import io.sluice.broker.store.StoreException;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An archive that keeps the contract, and can be told to be away. */
final class ArchiveInMemory implements RuleArchive {
  private final Map<RuleSetVersion, KeptRuleSet> kept = new HashMap<>();
  private final List<ArchivedActivation> activations = new ArrayList<>();
  private boolean away;

  void away(boolean now) {
    away = now;
  }

  /** The versions that were activated, oldest first. */
  List<RuleSetVersion> history() {
    return activations.stream().map(ArchivedActivation::version).toList();
  }

  private void reach() {
    if (away) {
      throw new StoreException(StoreException.Kind.DOWN, "the archive is away");
    }
  }

  @Override
  public void keep(RuleFiles files, Instant at, String who) {
    reach();
    kept.putIfAbsent(files.version(), new KeptRuleSet(files, at, who));
  }

  @Override
  public Optional<KeptRuleSet> find(RuleSetVersion version) {
    reach();
    return Optional.ofNullable(kept.get(version));
  }

  @Override
  public Optional<ArchivedActivation> latest() {
    reach();
    return activations.isEmpty() ? Optional.empty() : Optional.of(activations.getLast());
  }

  @Override
  public boolean wasActivated(RuleSetVersion version) {
    reach();
    return history().contains(version);
  }

  @Override
  public List<ArchivedActivation> activations(OptionalLong before, int limit) {
    reach();
    return activations.reversed().stream()
        .filter(activation -> activation.sequence() < before.orElse(Long.MAX_VALUE))
        .limit(limit)
        .toList();
  }

  @Override
  public Appended append(long expectedSequence, Activation activation, RuleFiles files) {
    reach();
    if (expectedSequence != activations.size()) {
      return new Appended.Conflict(latest());
    }
    keep(files, activation.at(), activation.who());
    activations.add(new ArchivedActivation(expectedSequence + 1, activation));
    return new Appended.Done(activations.getLast());
  }
}
