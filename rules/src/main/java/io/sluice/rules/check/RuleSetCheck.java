package io.sluice.rules.check;

import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.ruletest.RuleTests;
import io.sluice.rules.ruletest.TestReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiles a set, inspects it, and runs the tests beside its rules. Whoever wants to use a set asks
 * here, so that a set is good for a broker exactly when it is good for the command line.
 *
 * <p>Takes as long as the tests take: off the way of statements. Safe for use by many threads.
 */
public final class RuleSetCheck {
  private final RuleSetCompiler compiler;
  private final List<Inspection> inspections;
  private final RuleTests tests;

  public RuleSetCheck(RuleSetCompiler compiler, List<Inspection> inspections, RuleTests tests) {
    this.compiler = compiler;
    this.inspections = List.copyOf(inspections);
    this.tests = tests;
  }

  /** Whether a set may be used. The caller closes a rule set that comes of it. */
  public Compilation check(RuleFiles files, Targets targets) {
    return examine(files, targets).compilation();
  }

  /**
   * What the compiler alone finds wrong: enough to learn whether a set names something that is not
   * among the targets.
   */
  public List<Diagnostic> errors(RuleFiles files, Targets targets) {
    return switch (compiler.compile(files, targets)) {
      case Compilation.Refused refused ->
          refused.diagnostics().stream().filter(it -> it.severity() == Severity.ERROR).toList();
      case Compilation.Compiled compiled -> {
        compiled.ruleSet().close();
        yield List.of();
      }
    };
  }

  /** Whether a set may be used, with what came of each test. */
  public Checked examine(RuleFiles files, Targets targets) {
    return examine(files, targets, targets.groups());
  }

  /**
   * The same, where more may be named than is known to exist.
   *
   * @param groups the groups that tests see as idle unless their fleet says otherwise
   */
  public Checked examine(RuleFiles files, Targets targets, Set<GroupName> groups) {
    return switch (compiler.compile(files, targets)) {
      case Compilation.Refused refused -> {
        var all =
            Stream.concat(refused.diagnostics().stream(), tests.problems(files).stream()).toList();
        yield new Checked(new Compilation.Refused(refused.version(), all), Optional.empty());
      }
      case Compilation.Compiled compiled -> examine(files, compiled, targets, groups);
    };
  }

  private Checked examine(
      RuleFiles files, Compilation.Compiled compiled, Targets targets, Set<GroupName> groups) {
    RuleSet set = compiled.ruleSet();
    var found = new ArrayList<>(compiled.warnings());
    inspections.forEach(inspection -> found.addAll(inspection.inspect(files, set, targets)));
    TestReport report = tests.run(files, set, groups);
    found.addAll(report.diagnostics());
    return new Checked(settled(set, found), Optional.of(report));
  }

  private static Compilation settled(RuleSet set, List<Diagnostic> found) {
    if (found.stream().noneMatch(it -> it.severity() == Severity.ERROR)) {
      return new Compilation.Compiled(set, found);
    }
    set.close();
    return new Compilation.Refused(set.version(), found);
  }
}
