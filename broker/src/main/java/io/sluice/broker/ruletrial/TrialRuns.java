package io.sluice.broker.ruletrial;

import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.deciding.Decided;
import io.sluice.broker.deciding.DecidedBy;
import io.sluice.broker.deciding.EvaluatorPool;
import io.sluice.broker.deciding.RuleCompiler;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trials as they run on this replica. {@link #follow} and {@link #close} are called by one
 * thread at a time; everything else by any, and never waits.
 */
final class TrialRuns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrialRuns.class);

  private final CandidateFiles files;
  private final RuleCompiler compiler;
  private final Supplier<Targets> targets;
  private final Supplier<RuleSetVersion> active;
  private final int threads;
  private volatile @Nullable Here shadowHere;
  private volatile @Nullable Here canaryHere;

  /**
   * @param files finds a candidate's files
   * @param targets what rules may name now
   * @param active the version that is active now
   * @param threads how many threads decide
   */
  TrialRuns(
      CandidateFiles files,
      RuleCompiler compiler,
      Supplier<Targets> targets,
      Supplier<RuleSetVersion> active,
      int threads) {
    this.files = files;
    this.compiler = compiler;
    this.targets = targets;
    this.active = active;
    this.threads = threads;
  }

  Optional<Shadow> shadow() {
    return shadowHere instanceof Here.Running(Shadow shadow)
        ? Optional.of(shadow)
        : Optional.empty();
  }

  Optional<Canary> canary() {
    return canaryHere instanceof Here.Running(Canary canary)
        ? Optional.of(canary)
        : Optional.empty();
  }

  /** The candidate that decides for a user. */
  Optional<EvaluatorPool> decidesFor(String user) {
    return canary().flatMap(running -> running.decidesFor(user));
  }

  /** A statement has been decided, and what became of it is on record. */
  void decided(DecisionRecord decision, Decided decided) {
    canary().ifPresent(running -> running.decided(decision, decided.by()));
    shadow().ifPresent(running -> show(running, decision, decided));
  }

  private static void show(Shadow shadow, DecisionRecord decision, Decided decided) {
    if (decided.by() == DecidedBy.CANARY || decided.by() == DecidedBy.NOBODY) {
      shadow.passOver();
    } else {
      shadow.show(new Observed(decision.id(), decided.facts(), decided.verdict()));
    }
  }

  /** A query has ended. */
  void ended(QueryEnd end) {
    canary().ifPresent(running -> running.ended(end));
  }

  /** The trials that run here, or that should. */
  List<Trial> known() {
    return Stream.of(Optional.ofNullable(shadowHere), Optional.ofNullable(canaryHere))
        .flatMap(Optional::stream)
        .map(Here::trial)
        .toList();
  }

  /** Why the trial does not run here; empty when it does. */
  List<Diagnostic> problems(Trial trial) {
    Here here = here(trial.kind());
    return here instanceof Here.Inactive inactive && inactive.trial().isSame(trial)
        ? inactive.problems()
        : List.of();
  }

  /** Runs what is wanted, and ends what is not; takes as long as compiling takes. */
  void follow(List<Trial> wanted) {
    for (TrialKind kind : TrialKind.values()) {
      Optional<Trial> trial = wanted.stream().filter(one -> one.kind() == kind).findFirst();
      Here before = here(kind);
      if (trial.isEmpty()) {
        set(kind, null);
        end(before);
      } else if (before == null
          || !before.trial().isSame(trial.get())
          || isWorthAnotherTry(before)) {
        set(kind, begin(trial.get()));
        end(before);
      } else if (before instanceof Here.Running(Canary canary)) {
        canary.changed(trial.get());
      }
    }
  }

  private boolean isWorthAnotherTry(Here here) {
    return here instanceof Here.Inactive inactive && !inactive.targets().equals(targets.get());
  }

  private Here begin(Trial trial) {
    Targets known = targets.get();
    Optional<RuleFiles> found = files.find(trial.candidate());
    if (found.isEmpty()) {
      return inactive(trial, List.of(lost(trial)), known);
    }
    return switch (compiler.compile(found.get(), known)) {
      case Compilation.Refused refused -> inactive(trial, refused.diagnostics(), known);
      case Compilation.Compiled compiled -> {
        LOG.info("The {} of rules {} begins: {}", trial.kind(), trial.candidate(), trial.why());
        yield new Here.Running(run(trial, compiled));
      }
    };
  }

  private Run run(Trial trial, Compilation.Compiled compiled) {
    return switch (trial.kind()) {
      case CANARY -> new Canary(trial, EvaluatorPool.prepared(compiled.ruleSet(), threads));
      case SHADOW -> {
        var shadow = new Shadow(trial, EvaluatorPool.prepared(compiled.ruleSet(), 1), active);
        shadow.start();
        yield shadow;
      }
    };
  }

  private static Here inactive(Trial trial, List<Diagnostic> problems, Targets known) {
    LOG.error("The {} of rules {} can't run here:", trial.kind(), trial.candidate());
    problems.forEach(problem -> LOG.error("  {}", problem));
    return new Here.Inactive(trial, problems, known);
  }

  private static Diagnostic lost(Trial trial) {
    return new Diagnostic(
        Diagnostic.Severity.ERROR,
        "",
        0,
        0,
        "the archive has no version %s (expected: the candidate's files)"
            .formatted(trial.candidate()));
  }

  private static void end(@Nullable Here here) {
    if (here instanceof Here.Running(Run run)) {
      run.close();
      LOG.info("The {} of rules {} has ended", run.trial().kind(), run.trial().candidate());
    }
  }

  /** Adds what was counted to the store; throws what the store throws. */
  void flush(TrialCountTable table) {
    shadow().ifPresent(run -> run.flush(table));
    canary().ifPresent(run -> run.flush(table));
  }

  private @Nullable Here here(TrialKind kind) {
    return kind == TrialKind.SHADOW ? shadowHere : canaryHere;
  }

  private void set(TrialKind kind, @Nullable Here here) {
    if (kind == TrialKind.SHADOW) {
      shadowHere = here;
    } else {
      canaryHere = here;
    }
  }

  @Override
  public void close() {
    follow(List.of());
  }
}
