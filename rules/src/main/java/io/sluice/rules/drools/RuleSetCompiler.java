package io.sluice.rules.drools;

import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.language.CheckedRule;
import io.sluice.rules.language.ClassPolicy;
import io.sluice.rules.language.Problems;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.table.DecisionTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;

/**
 * Compiles rule files into a rule set that the Drools engine evaluates.
 *
 * <p>A rule's text never becomes code: it is parsed, checked against a positive list, and turned
 * into a network of functions of this program. Nothing is kept between two compilations, so a set
 * that is no longer used is garbage.
 *
 * <p>Safe for use by many threads; takes some hundred milliseconds of one core for a thousand
 * rules.
 */
public final class RuleSetCompiler {
  private static final String RULES = ".drl";

  private final EvaluationLimits limits;
  private final LongSupplier nanoTime;
  private final ClassPolicy classes;

  /** A compiler of rules that call no classes but those that all rules may call. */
  public RuleSetCompiler(EvaluationLimits limits, LongSupplier nanoTime) {
    this(limits, nanoTime, ClassPolicy.builtIn());
  }

  /**
   * @param limits what an evaluation of the compiled sets may cost
   * @param nanoTime a clock as {@link System#nanoTime}, for budget and durations
   * @param classes the classes that rules may call
   */
  public RuleSetCompiler(EvaluationLimits limits, LongSupplier nanoTime, ClassPolicy classes) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.classes = classes;
  }

  /**
   * Compiles a set. All problems of all files are told at once.
   *
   * @param files the set's files; those that are neither rules ({@code .drl}) nor decision tables
   *     ({@code .csv}, {@code .xlsx}) count for its version only
   * @param targets what the rules may name
   */
  public Compilation compile(RuleFiles files, Targets targets) {
    var diagnostics = new ArrayList<Diagnostic>();
    var rules = new ArrayList<CheckedRule>();
    Map<String, RulePlace> names = new HashMap<>();
    for (RuleFile file : files.files()) {
      if (file.name().endsWith(RULES)) {
        var problems = new Problems(file);
        rules.addAll(new DrlReader(targets, classes).read(file, problems, names));
        diagnostics.addAll(problems.found());
      } else if (DecisionTable.isTable(file.name())) {
        var table = DecisionTable.read(file);
        var problems = new Problems(table.rules());
        rules.addAll(new DrlReader(targets, classes).read(table.rules(), problems, names));
        diagnostics.addAll(table.diagnostics());
        diagnostics.addAll(table.atCells(problems.found()));
      }
    }
    RuleSetVersion version = files.version();
    if (diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR)) {
      return new Compilation.Refused(version, diagnostics);
    }
    if (rules.isEmpty()) {
      diagnostics.add(
          new Diagnostic(
              Severity.WARNING,
              "",
              0,
              0,
              "there are no rules; every statement goes to the default group (expected: files that end in .drl, .csv or .xlsx)"));
    }
    var set = new DroolsRuleSet(build(rules), version, rules, targets, limits, nanoTime);
    return new Compilation.Compiled(set, diagnostics);
  }

  private static Network build(List<CheckedRule> rules) {
    var network = new NetworkBuilder();
    var model = new ModelImpl();
    model.addGlobal(network.decision());
    rules.stream().filter(CheckedRule::enabled).forEach(rule -> model.addRule(network.rule(rule)));
    KieBase base =
        KieBaseBuilder.createKieBaseFromModel(
            model, RuleBaseFactory.newKnowledgeBaseConfiguration());
    return new Network(base, network.signs());
  }
}
