package io.sluice.broker.operate;

import io.sluice.admin.decision.SqlFeatures;
import io.sluice.admin.problem.UnavailableException;
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
import io.sluice.broker.deciding.ActiveRules;
import io.sluice.broker.deciding.Decided;
import io.sluice.broker.deciding.Decider;
import io.sluice.broker.deciding.RuleCounters;
import io.sluice.broker.deciding.RuleReload;
import io.sluice.broker.deciding.Statement;
import io.sluice.broker.fleet.Chooser;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetFacts;
import io.sluice.broker.ruletrial.RuleTrials;
import io.sluice.broker.teams.UserGroups;
import io.sluice.broker.usage.Usages;
import io.sluice.broker.version.CourseState;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The rules as operators see and try them. */
public final class RuleOperations implements Rules {
  private static final int MOST_RELOADS = 3;

  private final RuleReload reload;
  private final RuleTrials trials;
  private final RuleCounters counters;
  private final Decider decider;
  private final Fleet fleet;
  private final Chooser chooser;
  private final FleetFacts facts;
  private final UserGroups userGroups;
  private final Usages usages;
  private final ZoneId zone;
  private final InstantSource clock;

  public RuleOperations(
      RuleReload reload,
      RuleTrials trials,
      RuleCounters counters,
      Decider decider,
      Fleet fleet,
      Chooser chooser,
      FleetFacts facts,
      UserGroups userGroups,
      Usages usages,
      ZoneId zone,
      InstantSource clock) {
    this.reload = reload;
    this.trials = trials;
    this.counters = counters;
    this.decider = decider;
    this.fleet = fleet;
    this.chooser = chooser;
    this.facts = facts;
    this.userGroups = userGroups;
    this.usages = usages;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public RulesView current() {
    ActiveRules active = reload.active();
    CourseState course = active.course();
    List<RuleInfo> rules = active.ruleSet().rules();
    return new RulesView(
        reload.directory().path().toString(),
        active.refused().isPresent() ? RuleSetState.BROKEN : RuleSetState.OK,
        active.ruleSet().version(),
        active.loadedAt(),
        active.files().files().stream().map(file -> file(file, rules)).toList(),
        rules.stream().map(rule -> RuleView.of(rule, counts(rule.name()))).toList(),
        active.refused(),
        running(),
        active.diagnostics().stream().map(DiagnosticView::of).toList(),
        course.directory(),
        Optional.of(course.difference()).filter(text -> !text.isEmpty()),
        course
            .latest()
            .map(latest -> OptionalLong.of(latest.sequence()))
            .orElseGet(OptionalLong::empty),
        reload.writable());
  }

  private List<RunningTrial> running() {
    return trials.known().stream()
        .map(trial ->
            new RunningTrial(
                RunningTrial.Kind.valueOf(trial.kind().name()), trial.candidate(), trial.percent()))
        .toList();
  }

  private RuleCounts counts(String rule) {
    Map<RuleCounters.Event, Long> counts = counters.of(rule);
    return new RuleCounts(
        counts.getOrDefault(RuleCounters.Event.MATCHED, 0L),
        counts.getOrDefault(RuleCounters.Event.WON, 0L),
        counts.getOrDefault(RuleCounters.Event.OVERRULED, 0L),
        counts.getOrDefault(RuleCounters.Event.AMBIGUOUS, 0L),
        counts.getOrDefault(RuleCounters.Event.FAILED, 0L),
        counts.getOrDefault(RuleCounters.Event.OVER_BUDGET, 0L),
        counts.getOrDefault(RuleCounters.Event.FIRING_LIMIT, 0L));
  }

  private static RuleFileView file(RuleFile file, List<RuleInfo> rules) {
    long count = rules.stream().filter(rule -> rule.place().file().equals(file.name())).count();
    return new RuleFileView(file.name(), (int) count);
  }

  @Override
  public ExplainView explain(ExplainRequest request) {
    Instant at = request.at().orElseGet(clock::instant);
    Query query =
        request.query().groups().isEmpty()
            ? request.query().withGroups(userGroups.teamsOf(request.query().user()))
            : request.query();
    var statement =
        new Statement(
            request.sql(),
            query,
            request.prepared(),
            Moment.at(at, zone),
            usages.of(query),
            facts.groups(),
            facts.clusters());
    try {
      Decided decided = decider.decide(statement);
      Optional<RuleSet> rules = decider.rulesOf(decided);
      for (int again = 0; rules.isEmpty() && again < MOST_RELOADS; again++) {
        // Other rules came into force meanwhile: the answer is to speak of one set only.
        decided = decider.decide(statement);
        rules = decider.rulesOf(decided);
      }
      Facts seen = decided.facts();
      return new ExplainView(
          at,
          SqlFeatures.of(decided.sql()),
          Reasons.of(
              decided,
              chooser.candidates(decided.verdict().outcome(), query, decided.sql()),
              fleet),
          rules.map(it -> it.trace(seen)).orElse(List.of()).stream()
              .map(TracedRuleView::of)
              .toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("the broker is shutting down", e);
    }
  }
}
