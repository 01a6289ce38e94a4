package io.sluice.broker.operate;

import io.sluice.broker.deciding.ActiveRules;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.Targets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which of the rules in force name something of the fleet: those that the compiler would refuse
 * without it, and does not refuse now. Takes as long as two compilations.
 */
public final class RuleReferences {
  private final Supplier<ActiveRules> rules;
  private final BiFunction<RuleFiles, Targets, List<Diagnostic>> errors;
  private final Supplier<Targets> targets;

  /**
   * @param errors what is wrong with rule files where only those targets exist
   * @param targets what exists now
   */
  public RuleReferences(
      Supplier<ActiveRules> rules,
      BiFunction<RuleFiles, Targets, List<Diagnostic>> errors,
      Supplier<Targets> targets) {
    this.rules = rules;
    this.errors = errors;
    this.targets = targets;
  }

  /** The rules that name a group, each with its place, for people. */
  List<String> to(GroupName group) {
    Targets now = targets.get();
    var groups = new HashSet<>(now.groups());
    groups.remove(group);
    return broken(now, new Targets(groups, now.clusters()));
  }

  /** The rules that name a cluster, each with its place, for people. */
  List<String> to(ClusterName cluster) {
    Targets now = targets.get();
    var clusters = new HashSet<>(now.clusters());
    clusters.remove(cluster);
    return broken(now, new Targets(now.groups(), clusters));
  }

  /** A place counts once; messages differ anyway, because they tell what there is instead. */
  private record Place(String file, int line, int column) {
    static Place of(Diagnostic diagnostic) {
      return new Place(diagnostic.file(), diagnostic.line(), diagnostic.column());
    }
  }

  private List<String> broken(Targets now, Targets without) {
    ActiveRules active = rules.get();
    List<Diagnostic> found = errors.apply(active.files(), without);
    if (found.isEmpty()) {
      return List.of();
    }
    Set<Place> before =
        errors.apply(active.files(), now).stream().map(Place::of).collect(Collectors.toSet());
    return found.stream()
        .map(Place::of)
        .filter(place -> !before.contains(place))
        .distinct()
        .map(place -> described(place, active.ruleSet().rules()))
        .toList();
  }

  /** The rule that begins last before the place. */
  private static String described(Place place, List<RuleInfo> rules) {
    String where = "%s:%d".formatted(place.file(), place.line());
    return rules.stream()
        .filter(rule -> rule.place().file().equals(place.file()))
        .filter(rule -> rule.place().line() <= place.line())
        .max(Comparator.comparingInt(rule -> rule.place().line()))
        .map(rule -> "rule \"%s\" (%s)".formatted(rule.name(), where))
        .orElse(where);
  }
}
