package io.sluice.admin.trial;

import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.source.ContentTag;
import io.sluice.admin.source.RuleSources;
import io.sluice.admin.version.RuleChange;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Files that keep the contract of the port; a text {@code broken} can't be used. */
public final class SourcesInMemory implements RuleSources {
  private final TreeMap<String, RuleFile> byName = new TreeMap<>();
  private final List<RuleFiles> history = new ArrayList<>();
  private final List<String> authors = new ArrayList<>();
  private boolean writable = true;

  public SourcesInMemory() {
    byName.put("base.drl", new RuleFile("base.drl", "rule \"one\" when then end\n"));
    byName.put("t.xlsx", RuleFile.binary("t.xlsx", new byte[] {0, -1}));
    history.add(files());
    authors.add("directory of a: ");
  }

  public synchronized void writable(boolean now) {
    writable = now;
  }

  /** Each activation's author and reason. */
  public synchronized List<String> authors() {
    return List.copyOf(authors);
  }

  synchronized List<RuleFiles> history() {
    return List.copyOf(history);
  }

  @Override
  public synchronized boolean writable() {
    return writable;
  }

  @Override
  public synchronized RuleFiles files() {
    return new RuleFiles(List.copyOf(byName.values()));
  }

  @Override
  public synchronized RuleChange put(
      RuleFile file, Precondition precondition, String who, String why) {
    Optional<String> etag = Optional.ofNullable(byName.get(file.name())).map(ContentTag::of);
    if (!precondition.admits(etag)) {
      return new RuleChange.Stale(etag);
    }
    if (file.text().equals("broken")) {
      var error = new Diagnostic(Diagnostic.Severity.ERROR, file.name(), 3, 10, "no such field");
      return new RuleChange.Refused(List.of(error));
    }
    byName.put(file.name(), file);
    return activated(who, why);
  }

  @Override
  public synchronized RuleChange delete(
      String name, Precondition precondition, String who, String why) {
    Optional<String> etag = Optional.ofNullable(byName.get(name)).map(ContentTag::of);
    if (!precondition.admits(etag)) {
      return new RuleChange.Stale(etag);
    }
    byName.remove(name);
    return activated(who, why);
  }

  synchronized RuleChange activated(RuleFiles files, String who, String why) {
    byName.clear();
    files.files().forEach(file -> byName.put(file.name(), file));
    return activated(who, why);
  }

  private RuleChange activated(String who, String why) {
    history.add(files());
    authors.add(who + ": " + why);
    var warning = new Diagnostic(Diagnostic.Severity.WARNING, "base.drl", 1, 1, "have a look");
    return new RuleChange.Active(
        files().version(), OptionalLong.of(history.size()), List.of(warning));
  }
}
