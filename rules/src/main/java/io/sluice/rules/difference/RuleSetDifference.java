package io.sluice.rules.difference;

import io.sluice.rules.difference.FileDifference.Change;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What changed from one set to another. A rule that only moved to another place or file is not
 * among the changed ones.
 *
 * @param files the files that differ, by name
 * @param rulesAdded the names of the rules that are new
 * @param rulesRemoved the names of those that are gone
 * @param rulesChanged the names of those whose text differs
 */
public record RuleSetDifference(
    List<FileDifference> files,
    List<String> rulesAdded,
    List<String> rulesRemoved,
    List<String> rulesChanged) {
  public RuleSetDifference {
    files = List.copyOf(files);
    rulesAdded = List.copyOf(rulesAdded);
    rulesRemoved = List.copyOf(rulesRemoved);
    rulesChanged = List.copyOf(rulesChanged);
  }

  /** Compares two sets, whether they compile or not. */
  public static RuleSetDifference between(RuleFiles from, RuleFiles to) {
    Map<String, String> before = RuleTexts.of(from);
    Map<String, String> after = RuleTexts.of(to);
    return new RuleSetDifference(
        files(byName(from), byName(to)),
        without(after.keySet(), before.keySet()),
        without(before.keySet(), after.keySet()),
        after.keySet().stream()
            .filter(name -> before.containsKey(name) && !before.get(name).equals(after.get(name)))
            .toList());
  }

  /** All files' changes as one text, which {@code patch -p1} can read. */
  public String unified() {
    return files.stream().map(FileDifference::unified).collect(Collectors.joining());
  }

  private static Map<String, RuleFile> byName(RuleFiles files) {
    return files.files().stream().collect(Collectors.toMap(RuleFile::name, Function.identity()));
  }

  private static List<String> without(Collection<String> names, Collection<String> others) {
    return names.stream().filter(name -> !others.contains(name)).toList();
  }

  private static List<FileDifference> files(
      Map<String, RuleFile> before, Map<String, RuleFile> after) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .flatMap(name ->
            difference(
                name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)))
                .stream())
        .toList();
  }

  private static Optional<FileDifference> difference(
      String name, Optional<RuleFile> from, Optional<RuleFile> to) {
    if (from.equals(to)) {
      return Optional.empty();
    }
    return Optional.of(new FileDifference(name, change(from, to), UnifiedText.of(from, to)));
  }

  private static Change change(Optional<RuleFile> from, Optional<RuleFile> to) {
    if (from.isEmpty()) {
      return Change.ADDED;
    }
    return to.isEmpty() ? Change.REMOVED : Change.CHANGED;
  }
}
