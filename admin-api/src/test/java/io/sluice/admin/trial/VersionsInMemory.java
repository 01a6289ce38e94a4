package io.sluice.admin.trial;

import io.sluice.admin.version.ActivationOrigin;
import io.sluice.admin.version.ActivationPage;
import io.sluice.admin.version.ActivationView;
import io.sluice.admin.version.KeptVersion;
import io.sluice.admin.version.RuleChange;
import io.sluice.admin.version.RuleVersions;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The versions that the files have had. */
public final class VersionsInMemory implements RuleVersions {
  private final SourcesInMemory sources;

  public VersionsInMemory(SourcesInMemory sources) {
    this.sources = sources;
  }

  @Override
  public ActivationPage activations(OptionalLong before, int limit) {
    List<RuleFiles> history = sources.history();
    List<ActivationView> all =
        IntStream.range(0, history.size())
            .mapToObj(i -> view(i + 1L, history.get(i), i == history.size() - 1))
            .toList()
            .reversed()
            .stream()
            .filter(view -> view.sequence() < before.orElse(Long.MAX_VALUE))
            .toList();
    return new ActivationPage(all.stream().limit(limit).toList(), all.size() > limit);
  }

  private ActivationView view(long sequence, RuleFiles files, boolean active) {
    String[] author = sources.authors().get((int) sequence - 1).split(": ", 2);
    return new ActivationView(
        sequence, files.version(), Samples.AT, author[0], author[1], ActivationOrigin.API, active);
  }

  @Override
  public Optional<KeptVersion> find(RuleSetVersion version) {
    return sources.history().stream()
        .filter(files -> files.version().equals(version))
        .findFirst()
        .map(files ->
            new KeptVersion(files, Samples.AT, "ann", files.equals(sources.history().getLast())));
  }

  @Override
  public RuleChange activate(RuleSetVersion version, String who, String why) {
    return find(version)
        .map(kept -> sources.activated(kept.files(), who, why))
        .orElseGet(RuleChange.NotFound::new);
  }
}
