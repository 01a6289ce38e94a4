package io.sluice.broker.operate;

import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.problem.UnavailableException;
import io.sluice.admin.ruletrial.CanaryView;
import io.sluice.admin.ruletrial.Promotion;
import io.sluice.admin.ruletrial.RuleTrials;
import io.sluice.admin.ruletrial.ShadowView;
import io.sluice.admin.ruletrial.Signature;
import io.sluice.admin.ruletrial.TrialChange;
import io.sluice.admin.ruletrial.TrialKind;
import io.sluice.admin.ruletrial.TrialSpec;
import io.sluice.admin.ruletrial.TrialSpec.Candidate;
import io.sluice.admin.ruletrial.TrialView;
import io.sluice.broker.deciding.RuleCompiler;
import io.sluice.broker.ruletrial.Trial;
import io.sluice.broker.ruletrial.TrialEdit;
import io.sluice.broker.store.Micros;
import io.sluice.broker.store.StoreException;
import io.sluice.broker.version.KeptRuleSet;
import io.sluice.broker.version.RuleArchive;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Trials of candidate rules as operators see and change them. */
public final class TrialOperations implements RuleTrials {
  private final io.sluice.broker.ruletrial.RuleTrials trials;
  private final RuleArchive archive;
  private final RuleCompiler compiler;
  private final Supplier<Targets> targets;
  private final Supplier<RuleSetVersion> active;
  private final CandidatePromotion promotion;
  private final InstantSource clock;

  /**
   * @param targets what rules may name now
   * @param active the version that is active now
   */
  public TrialOperations(
      io.sluice.broker.ruletrial.RuleTrials trials,
      RuleArchive archive,
      RuleCompiler compiler,
      Supplier<Targets> targets,
      Supplier<RuleSetVersion> active,
      CandidatePromotion promotion,
      InstantSource clock) {
    this.trials = trials;
    this.archive = archive;
    this.compiler = compiler;
    this.targets = targets;
    this.active = active;
    this.promotion = promotion;
    this.clock = clock;
  }

  @Override
  public Optional<ShadowView> shadow() {
    return stored(() -> trials.shadow().map(TrialViews::shadow));
  }

  @Override
  public Optional<CanaryView> canary() {
    return stored(() -> trials.canary().map(TrialViews::canary));
  }

  @Override
  public TrialChange begin(TrialKind kind, TrialSpec spec, Optional<Precondition> precondition) {
    return stored(() -> {
      Optional<RuleFiles> files = files(spec.candidate());
      if (files.isEmpty()) {
        return new TrialChange.UnknownVersion(((Candidate.Known) spec.candidate()).version());
      }
      List<FieldProblem> problems = problems(files.get());
      return problems.isEmpty()
          ? begin(kind, spec, files.get(), precondition)
          : new TrialChange.Invalid(problems);
    });
  }

  private Optional<RuleFiles> files(Candidate candidate) {
    return switch (candidate) {
      case Candidate.Known(RuleSetVersion version) -> archive.find(version).map(KeptRuleSet::files);
      case Candidate.Fresh(RuleFiles files) -> Optional.of(files);
    };
  }

  /** Why the candidate can't be used; it is compiled once more where it is going to run. */
  private List<FieldProblem> problems(RuleFiles files) {
    return switch (compiler.compile(files, targets.get())) {
      case Compilation.Refused refused -> problems(refused.diagnostics());
      case Compilation.Compiled compiled -> {
        compiled.ruleSet().close();
        yield List.of();
      }
    };
  }

  private static List<FieldProblem> problems(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
        .map(diagnostic ->
            new FieldProblem(
                "%s:%d:%d".formatted(diagnostic.file(), diagnostic.line(), diagnostic.column()),
                diagnostic.message()))
        .toList();
  }

  private TrialChange begin(
      TrialKind kind, TrialSpec spec, RuleFiles files, Optional<Precondition> precondition) {
    Instant now = clock.instant();
    archive.keep(files, now, spec.signature().who());
    Optional<Trial> current = trials.find(own(kind));
    if (current.isPresent() && precondition.isEmpty()) {
      return new TrialChange.Running(current.get().etag());
    }
    Trial next = next(kind, spec, files.version(), now);
    if (current.isEmpty()) {
      return precondition.isPresent()
          ? new TrialChange.NotFound()
          : begun(kind, trials.begin(next));
    }
    if (!precondition.get().admits(current.get().etag())) {
      return new TrialChange.Stale(current.get().etag());
    }
    boolean goesOn = kind == TrialKind.CANARY && current.get().candidate().equals(files.version());
    Trial changed = goesOn ? current.get().withPercent(spec.percent()) : next;
    return switch (trials.replace(current.get(), changed)) {
      case TrialEdit.Done _ -> new TrialChange.Changed(view(kind));
      case TrialEdit.Conflict conflict -> overtaken(conflict);
    };
  }

  private Trial next(TrialKind kind, TrialSpec spec, RuleSetVersion candidate, Instant now) {
    return new Trial(
        own(kind),
        Micros.toInstant(Micros.of(now)),
        1,
        candidate,
        spec.percent(),
        active.get(),
        spec.signature().who(),
        spec.signature().why());
  }

  private TrialChange begun(TrialKind kind, TrialEdit edit) {
    return switch (edit) {
      case TrialEdit.Done _ -> new TrialChange.Begun(view(kind));
      case TrialEdit.Conflict(Optional<Trial> other) ->
          other
              .<TrialChange>map(trial -> new TrialChange.Running(trial.etag()))
              .orElseGet(TrialChange.NotFound::new);
    };
  }

  private TrialView view(TrialKind kind) {
    Optional<? extends TrialView> view = kind == TrialKind.SHADOW ? shadow() : canary();
    return view.orElseThrow(() ->
        new StoreException(
            StoreException.Kind.FAILED, "the trial was ended by someone else at once"));
  }

  private static TrialChange overtaken(TrialEdit.Conflict conflict) {
    return conflict
        .current()
        .<TrialChange>map(trial -> new TrialChange.Stale(trial.etag()))
        .orElseGet(TrialChange.NotFound::new);
  }

  @Override
  public TrialChange end(TrialKind kind, Precondition precondition) {
    return stored(() -> {
      Optional<Trial> current = trials.find(own(kind));
      if (current.isEmpty()) {
        return new TrialChange.NotFound();
      }
      return precondition.admits(current.get().etag())
          ? end(current.get())
          : new TrialChange.Stale(current.get().etag());
    });
  }

  private TrialChange end(Trial trial) {
    return switch (trials.end(trial)) {
      case TrialEdit.Done _ -> new TrialChange.Ended();
      case TrialEdit.Conflict conflict -> overtaken(conflict);
    };
  }

  @Override
  public TrialChange promote(TrialKind kind, Signature signature, Precondition precondition) {
    return stored(() -> {
      Optional<Trial> current = trials.find(own(kind));
      if (current.isEmpty()) {
        return new TrialChange.NotFound();
      }
      return precondition.admits(current.get().etag())
          ? promote(current.get(), signature)
          : new TrialChange.Stale(current.get().etag());
    });
  }

  /** Activates first: if the broker dies in between, the trial of what is active does no harm. */
  private TrialChange promote(Trial trial, Signature signature) {
    RuleSetVersion previous = active.get();
    Optional<RuleFiles> files = archive.find(trial.candidate()).map(KeptRuleSet::files);
    if (files.isEmpty()) {
      return new TrialChange.UnknownVersion(trial.candidate());
    }
    try {
      List<Diagnostic> refused = promotion.promote(files.get(), signature.who(), signature.why());
      if (!refused.isEmpty()) {
        return new TrialChange.Invalid(problems(refused));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("the broker is shutting down", e);
    }
    end(trial);
    return new TrialChange.Promoted(new Promotion(trial.candidate(), previous));
  }

  private static io.sluice.broker.ruletrial.TrialKind own(TrialKind kind) {
    return io.sluice.broker.ruletrial.TrialKind.valueOf(kind.name());
  }

  private static <T> T stored(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      throw new UnavailableException(String.valueOf(e.getMessage()), e);
    }
  }
}
