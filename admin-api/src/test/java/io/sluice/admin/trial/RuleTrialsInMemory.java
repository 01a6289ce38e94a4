package io.sluice.admin.trial;

import io.sluice.admin.decision.DecisionOutcome;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.rule.DiagnosticView;
import io.sluice.admin.ruletrial.CanaryView;
import io.sluice.admin.ruletrial.ProblemCount;
import io.sluice.admin.ruletrial.Promotion;
import io.sluice.admin.ruletrial.RuleTrials;
import io.sluice.admin.ruletrial.ShadowView;
import io.sluice.admin.ruletrial.ShiftView;
import io.sluice.admin.ruletrial.ShiftedStatement;
import io.sluice.admin.ruletrial.SideView;
import io.sluice.admin.ruletrial.Signature;
import io.sluice.admin.ruletrial.TrialChange;
import io.sluice.admin.ruletrial.TrialKind;
import io.sluice.admin.ruletrial.TrialSpec;
import io.sluice.admin.ruletrial.TrialSpec.Candidate;
import io.sluice.admin.ruletrial.TrialState;
import io.sluice.admin.ruletrial.TrialView;
import io.sluice.admin.ruletrial.WinnersView;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trials of which the store knows one version, {@link Samples#RULE_SET}. */
public final class RuleTrialsInMemory implements RuleTrials {
  private final Map<TrialKind, TrialSpec> running = new EnumMap<>(TrialKind.class);
  private final Map<TrialKind, Signature> promoted = new EnumMap<>(TrialKind.class);
  private long revision;

  /** Who promoted a trial of a kind. */
  public synchronized Optional<Signature> promoted(TrialKind kind) {
    return Optional.ofNullable(promoted.get(kind));
  }

  @Override
  public synchronized Optional<ShadowView> shadow() {
    return Optional.ofNullable(running.get(TrialKind.SHADOW)).map(this::shadow);
  }

  @Override
  public synchronized Optional<CanaryView> canary() {
    return Optional.ofNullable(running.get(TrialKind.CANARY)).map(this::canary);
  }

  @Override
  public synchronized TrialChange begin(
      TrialKind kind, TrialSpec spec, Optional<Precondition> precondition) {
    if (spec.candidate() instanceof Candidate.Known(RuleSetVersion version)
        && !version.equals(Samples.RULE_SET)) {
      return new TrialChange.UnknownVersion(version);
    }
    if (spec.candidate() instanceof Candidate.Fresh(RuleFiles files)
        && files.files().stream().anyMatch(file -> file.text().contains("broken"))) {
      return new TrialChange.Invalid(
          List.of(new FieldProblem("rules.drl:3:10", "'broken' (expected: a rule)")));
    }
    boolean isFirst = !running.containsKey(kind);
    if (!isFirst && precondition.isEmpty()) {
      return new TrialChange.Running(etag());
    }
    if (precondition.filter(wanted -> !wanted.admits(etag())).isPresent()) {
      return new TrialChange.Stale(etag());
    }
    running.put(kind, spec);
    revision++;
    TrialView view = kind == TrialKind.SHADOW ? shadow(spec) : canary(spec);
    return isFirst ? new TrialChange.Begun(view) : new TrialChange.Changed(view);
  }

  @Override
  public synchronized TrialChange end(TrialKind kind, Precondition precondition) {
    if (!running.containsKey(kind)) {
      return new TrialChange.NotFound();
    }
    if (!precondition.admits(etag())) {
      return new TrialChange.Stale(etag());
    }
    running.remove(kind);
    return new TrialChange.Ended();
  }

  @Override
  public synchronized TrialChange promote(
      TrialKind kind, Signature signature, Precondition precondition) {
    TrialChange ended = end(kind, precondition);
    if (!(ended instanceof TrialChange.Ended)) {
      return ended;
    }
    promoted.put(kind, signature);
    return new TrialChange.Promoted(
        new Promotion(new RuleSetVersion("cafe00cafe00"), Samples.RULE_SET));
  }

  private String etag() {
    return "1-" + revision;
  }

  private static RuleSetVersion version(TrialSpec spec) {
    return switch (spec.candidate()) {
      case Candidate.Known(RuleSetVersion version) -> version;
      case Candidate.Fresh(RuleFiles files) -> files.version();
    };
  }

  private ShadowView shadow(TrialSpec spec) {
    return new ShadowView(
        version(spec),
        Samples.AT,
        spec.signature().who(),
        spec.signature().why(),
        TrialState.RUNNING,
        List.of(),
        Samples.RULE_SET,
        Samples.AT,
        8,
        6,
        2,
        1,
        3,
        List.of(
            new ShiftView(
                DecisionOutcome.ROUTED,
                Optional.of("etl"),
                DecisionOutcome.DEFAULTED,
                Optional.empty(),
                List.of("OUTCOME"),
                2,
                0.25)),
        List.of(new WinnersView(Optional.of("etl"), Optional.empty(), 2)),
        Map.of(Flag.RULE_FAILED, 1L),
        List.of(new ProblemCount("rule 'x' (a.drl:1): / by zero", 1)),
        List.of(
            new ShiftedStatement(
                "0".repeat(26),
                "ann",
                "airflow",
                "SELECT 1",
                DecisionOutcome.ROUTED,
                Optional.of("etl"),
                DecisionOutcome.DEFAULTED,
                Optional.empty(),
                Optional.of("etl"),
                Optional.empty())),
        etag());
  }

  private CanaryView canary(TrialSpec spec) {
    Diagnostic error =
        new Diagnostic(Diagnostic.Severity.ERROR, "base.drl", 9, 3, "there is no group 'etl'");
    return new CanaryView(
        version(spec),
        spec.percent(),
        Samples.AT,
        spec.signature().who(),
        spec.signature().why(),
        TrialState.INACTIVE,
        List.of(DiagnosticView.of(error)),
        Samples.RULE_SET,
        Samples.RULE_SET,
        new SideView(2, Map.of(DecisionOutcome.ROUTED, 2L), Map.of("etl", 2L), 1),
        new SideView(0, Map.of(), Map.of(), 0),
        0,
        Map.of(),
        etag());
  }
}
