package io.sluice.broker.operate;

import io.sluice.admin.decision.DecisionOutcome;
import io.sluice.admin.rule.DiagnosticView;
import io.sluice.admin.ruletrial.CanaryView;
import io.sluice.admin.ruletrial.ProblemCount;
import io.sluice.admin.ruletrial.ShadowView;
import io.sluice.admin.ruletrial.ShiftView;
import io.sluice.admin.ruletrial.ShiftedStatement;
import io.sluice.admin.ruletrial.SideView;
import io.sluice.admin.ruletrial.TrialState;
import io.sluice.admin.ruletrial.WinnersView;
import io.sluice.broker.ruletrial.CanaryReport;
import io.sluice.broker.ruletrial.Counted;
import io.sluice.broker.ruletrial.Destination;
import io.sluice.broker.ruletrial.Example;
import io.sluice.broker.ruletrial.ShadowCounts;
import io.sluice.broker.ruletrial.ShadowReport;
import io.sluice.broker.ruletrial.Shift;
import io.sluice.broker.ruletrial.SideCounts;
import io.sluice.broker.ruletrial.Winners;
import io.sluice.rules.ruleset.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Trials in the admin API's words. */
final class TrialViews {
  private TrialViews() {}

  static ShadowView shadow(ShadowReport report) {
    ShadowCounts counts = report.counts();
    return new ShadowView(
        report.trial().candidate(),
        report.trial().startedAt(),
        report.trial().who(),
        report.trial().why(),
        state(report.problems()),
        report.problems().stream().map(DiagnosticView::of).toList(),
        report.base(),
        report.since(),
        counts.compared(),
        counts.equal(),
        counts.different(),
        counts.dropped(),
        counts.passedOver(),
        counts.shifts().stream().map(shift -> shift(shift, counts.compared())).toList(),
        counts.winners().stream().map(TrialViews::winners).toList(),
        map(counts.flags(), flag -> flag),
        counts.problems().stream()
            .map(problem -> new ProblemCount(problem.what(), problem.count()))
            .toList(),
        counts.examples().stream().map(TrialViews::example).toList(),
        report.trial().etag());
  }

  static CanaryView canary(CanaryReport report) {
    return new CanaryView(
        report.trial().candidate(),
        report.trial().percent(),
        report.trial().startedAt(),
        report.trial().who(),
        report.trial().why(),
        state(report.problems()),
        report.problems().stream().map(DiagnosticView::of).toList(),
        report.trial().base(),
        report.active(),
        side(report.counts().candidate()),
        side(report.counts().active()),
        report.counts().fellBack(),
        map(report.counts().flags(), flag -> flag),
        report.trial().etag());
  }

  private static TrialState state(List<Diagnostic> problems) {
    return problems.isEmpty() ? TrialState.RUNNING : TrialState.INACTIVE;
  }

  private static ShiftView shift(Counted<Shift> counted, long compared) {
    Shift shift = counted.what();
    return new ShiftView(
        outcome(shift.from()),
        group(shift.from()),
        outcome(shift.to()),
        group(shift.to()),
        shift.differences().stream().sorted().map(Enum::name).toList(),
        counted.count(),
        (double) counted.count() / compared);
  }

  private static WinnersView winners(Counted<Winners> counted) {
    return new WinnersView(
        present(counted.what().active()), present(counted.what().candidate()), counted.count());
  }

  private static ShiftedStatement example(Example example) {
    return new ShiftedStatement(
        example.decisionId(),
        example.user(),
        example.source(),
        example.sql(),
        outcome(example.shift().from()),
        group(example.shift().from()),
        outcome(example.shift().to()),
        group(example.shift().to()),
        present(example.winners().active()),
        present(example.winners().candidate()));
  }

  private static SideView side(SideCounts counts) {
    return new SideView(
        counts.statements(),
        map(counts.outcomes(), outcome -> DecisionOutcome.valueOf(outcome.name())),
        map(counts.groups(), group -> group),
        counts.failedQueries());
  }

  private static DecisionOutcome outcome(Destination destination) {
    return DecisionOutcome.valueOf(destination.outcome().name());
  }

  private static Optional<String> group(Destination destination) {
    return present(destination.group());
  }

  private static Optional<String> present(String name) {
    return Optional.of(name).filter(text -> !text.isEmpty());
  }

  private static <K, V> Map<V, Long> map(List<Counted<K>> counts, Function<K, V> name) {
    return counts.stream()
        .collect(Collectors.toMap(counted -> name.apply(counted.what()), Counted::count));
  }
}
