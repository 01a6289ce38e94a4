package io.sluice.admin.trial;

import io.sluice.admin.decision.SqlFeatures;
import io.sluice.admin.rule.DiagnosticView;
import io.sluice.admin.rule.ExplainRequest;
import io.sluice.admin.rule.ExplainView;
import io.sluice.admin.rule.RuleCounts;
import io.sluice.admin.rule.RuleFileView;
import io.sluice.admin.rule.RuleSetState;
import io.sluice.admin.rule.RuleView;
import io.sluice.admin.rule.Rules;
import io.sluice.admin.rule.RulesView;
import io.sluice.admin.rule.RunningTrial;
import io.sluice.admin.rule.TracedRuleView;
import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.TracedRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A broken set of rules, and explanations that remember what they were asked. */
public final class RulesInMemory implements Rules {
  private static final TracedRuleView TRACED =
      TracedRuleView.of(
          new TracedRule(
              new RuleInfo("night", new RulePlace("base.drl", 7), 10, Map.of()),
              new TracedRule.NotMatched(
                  List.of(
                      new TracedRule.Missed(
                          "Moment(hour >= 22)", "base.drl", 9, 10, "hour >= 22", "hour was 4")))));

  private final List<ExplainRequest> asked = new CopyOnWriteArrayList<>();

  /** What the last explanation was asked for. */
  public ExplainRequest lastAsked() {
    return asked.getLast();
  }

  @Override
  public RulesView current() {
    RuleInfo rule =
        new RuleInfo("etl", new RulePlace("base.drl", 7), 10, Map.of("owner", "data", "b", "x"));
    Diagnostic error =
        new Diagnostic(Diagnostic.Severity.ERROR, "base.drl", 9, 3, "'whn' (expected: when)");
    return new RulesView(
        "rules",
        RuleSetState.BROKEN,
        Samples.RULE_SET,
        Samples.AT,
        List.of(new RuleFileView("base.drl", 1)),
        List.of(RuleView.of(rule, new RuleCounts(7, 5, 2, 1, 0, 0, 0))),
        Optional.of(new RuleSetVersion("bad0bad0bad0")),
        List.of(new RunningTrial(RunningTrial.Kind.CANARY, new RuleSetVersion("cafe00cafe00"), 5)),
        List.of(DiagnosticView.of(error)),
        Optional.of(new RuleSetVersion("bad0bad0bad0")),
        Optional.of("the files in the directory have errors"),
        OptionalLong.of(3),
        true);
  }

  @Override
  public ExplainView explain(ExplainRequest request) {
    asked.add(request);
    if (request.sql().equals("boom")) {
      throw new IllegalStateException("secret: nobody may read this");
    }
    SqlFeatures features = SqlFeatures.of(Samples.sql(request.sql()));
    return new ExplainView(
        request.at().orElse(Samples.AT), features, Samples.reasoning(), List.of(TRACED));
  }
}
