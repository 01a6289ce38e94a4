package io.sluice.broker.operate;

import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.source.ContentTag;
import io.sluice.admin.source.RuleSources;
import io.sluice.admin.version.RuleChange;
import io.sluice.broker.deciding.RuleReload;
import io.sluice.broker.store.StoreException;
import io.sluice.broker.version.ActivationOrigin;
import io.sluice.broker.version.KeptRuleSet;
import io.sluice.broker.version.RuleArchive;
import io.sluice.broker.version.RuleEdit;
import io.sluice.broker.version.RuleEdit.Edited;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rule files as operators see and change them: those of the archive's latest activation, not
 * those of this broker's directory, so that brokers of one store never undo each other's changes.
 */
public final class SourceOperations implements RuleSources {
  private final RuleArchive archive;
  private final RuleReload rules;
  private final RuleChanges changes;

  public SourceOperations(RuleArchive archive, RuleReload rules) {
    this.archive = archive;
    this.rules = rules;
    this.changes = new RuleChanges(rules);
  }

  @Override
  public boolean writable() {
    return rules.writable();
  }

  @Override
  public RuleFiles files() {
    RuleFiles here = rules.active().files();
    try {
      Optional<RuleSetVersion> latest = archive.latest().map(found -> found.version());
      return latest
          .filter(version -> !version.equals(here.version()))
          .flatMap(archive::find)
          .map(KeptRuleSet::files)
          .orElse(here);
    } catch (StoreException _) {
      // Reading goes on without the store, with what is in force here.
      return here;
    }
  }

  @Override
  public RuleChange put(RuleFile file, Precondition precondition, String who, String why) {
    RuleEdit edit =
        change(
            file.name(),
            precondition,
            files -> {
              files.removeIf(other -> other.name().equals(file.name()));
              files.add(file);
            });
    return changes.make(edit, who, reason("PUT", file.name(), why), ActivationOrigin.API);
  }

  @Override
  public RuleChange delete(String name, Precondition precondition, String who, String why) {
    RuleEdit edit =
        change(name, precondition, files -> files.removeIf(other -> other.name().equals(name)));
    return changes.make(edit, who, reason("DELETE", name, why), ActivationOrigin.API);
  }

  private static RuleEdit change(
      String name, Precondition precondition, Consumer<List<RuleFile>> change) {
    return current -> {
      Optional<RuleFile> there =
          current.files().stream().filter(file -> file.name().equals(name)).findFirst();
      if (!precondition.admits(there.map(ContentTag::of))) {
        return new Edited.Declined(there);
      }
      var files = new ArrayList<>(current.files());
      change.accept(files);
      return new Edited.To(new RuleFiles(files));
    };
  }

  private static String reason(String method, String name, String why) {
    return why.isEmpty()
        ? "%s %s".formatted(method, name)
        : "%s %s: %s".formatted(method, name, why);
  }
}
