package io.sluice.broker.version;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.ruleset.TracedRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A switch for files of one word each: {@code broken} can't be used, {@code needs etl} only where
 * the group etl exists.
 */
final class SwitchInMemory implements RuleSwitch {
  private Set<GroupName> groups = Set.of();
  private Optional<RuleSetVersion> version = Optional.empty();
  private Optional<CourseState> told = Optional.empty();

  void groups(String... names) {
    groups = Set.of(names).stream().map(GroupName::new).collect(Collectors.toSet());
  }

  @Override
  public Targets targets() {
    return new Targets(groups, Set.of());
  }

  @Override
  public Compilation check(RuleFiles files, Targets targets) {
    for (RuleFile file : files.files()) {
      Optional<String> needed =
          Optional.of(file.text()).filter(t -> t.startsWith("needs ")).map(t -> t.substring(6));
      boolean missing =
          needed.filter(name -> !targets.groups().contains(new GroupName(name))).isPresent();
      if (file.text().equals("broken") || missing) {
        var problem =
            new Diagnostic(Diagnostic.Severity.ERROR, file.name(), 1, 1, file.text() + "!");
        return new Compilation.Refused(files.version(), List.of(problem));
      }
    }
    return new Compilation.Compiled(new Words(files.version()), List.of());
  }

  @Override
  public void force(Compilation.Compiled checked, RuleFiles files, CourseState state) {
    version = Optional.of(checked.ruleSet().version());
    told = Optional.of(state);
  }

  @Override
  public void tell(CourseState state) {
    told = Optional.of(state);
  }

  /** What was told last. */
  CourseState state() {
    return told.orElseThrow();
  }

  @Override
  public Optional<RuleSetVersion> version() {
    return version;
  }

  /** A set that nobody evaluates. */
  private record Words(RuleSetVersion version) implements RuleSet {
    @Override
    public List<RuleInfo> rules() {
      return List.of();
    }

    @Override
    public Evaluator newEvaluator(EvaluationLimits limits, LongSupplier nanoTime) {
      return newEvaluator();
    }

    @Override
    public List<TracedRule> trace(Facts facts) {
      return List.of();
    }

    @Override
    public Evaluator newEvaluator() {
      throw new UnsupportedOperationException("nobody evaluates here");
    }

    @Override
    public void close() {}
  }
}
