package io.sluice.broker.operate;

import io.sluice.admin.problem.UnavailableException;
import io.sluice.admin.replay.CandidateRules;
import io.sluice.admin.replay.ReplayRequest;
import io.sluice.admin.replay.ReplayStart;
import io.sluice.admin.replay.Replays;
import io.sluice.broker.audit.FleetLoad;
import io.sluice.broker.audit.History;
import io.sluice.broker.deciding.RuleCompiler;
import io.sluice.broker.fleet.FleetFacts;
import io.sluice.broker.replay.IdleFleet;
import io.sluice.broker.replay.LiveReplay;
import io.sluice.broker.replay.ReplayPlan;
import io.sluice.broker.replay.ReplayRun;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Replays for operators, one at a time. Safe for use by many threads. */
public final class ReplayOperations implements Replays, AutoCloseable {
  private static final Duration CATCH_UP = Duration.ofMillis(250);

  private final History history;
  private final RuleCompiler compiler;
  private final Supplier<Targets> targets;
  private final Function<CandidateRules, Optional<RuleFiles>> files;
  private final FleetFacts facts;
  private final Consumer<Duration> catchUp;
  private final Surroundings surroundings;
  private Optional<ReplayRun> last = Optional.empty();
  private boolean starting;

  /**
   * What a broker is configured to, and its clocks.
   *
   * @param defaultGroup the group for what no rule routes
   * @param zone the zone of hours and days
   * @param threads how many threads a replay may use
   * @param clock tells the time of day
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public record Surroundings(
      GroupName defaultGroup,
      ZoneId zone,
      int threads,
      InstantSource clock,
      LongSupplier nanoTime) {}

  /**
   * @param files the files of a candidate; none for a version that is not known
   * @param catchUp waits so long at most for decisions that are on their way to the store
   */
  public ReplayOperations(
      History history,
      RuleCompiler compiler,
      Supplier<Targets> targets,
      Function<CandidateRules, Optional<RuleFiles>> files,
      FleetFacts facts,
      Consumer<Duration> catchUp,
      Surroundings surroundings) {
    this.history = history;
    this.compiler = compiler;
    this.targets = targets;
    this.files = files;
    this.facts = facts;
    this.catchUp = catchUp;
    this.surroundings = surroundings;
  }

  @Override
  public ReplayStart start(ReplayRequest request) {
    Optional<String> busy = claim();
    if (busy.isPresent()) {
      return new ReplayStart.Busy(busy.get());
    }
    try {
      history.check();
      return compiled(request);
    } catch (StoreException e) {
      throw new UnavailableException("the record of decisions can't be read: " + e.getMessage(), e);
    } finally {
      unclaim();
    }
  }

  private synchronized Optional<String> claim() {
    Optional<ReplayRun> running = last.filter(ReplayRun::isRunning);
    if (starting || running.isPresent()) {
      return Optional.of(
          "replay: %s (expected: one at a time; wait for it, or DELETE /api/v1/rules/replay ends it)"
              .formatted(running.map(ReplayOperations::place).orElse("another one begins")));
    }
    starting = true;
    return Optional.empty();
  }

  private static String place(ReplayRun run) {
    return "another one is at decision %d".formatted(run.progress().done());
  }

  private synchronized void unclaim() {
    starting = false;
  }

  private ReplayStart compiled(ReplayRequest request) {
    Optional<RuleFiles> candidate = files.apply(request.candidate());
    if (candidate.isEmpty()) {
      return new ReplayStart.NoSuchVersion(version(request.candidate()));
    }
    return switch (compiler.compile(candidate.get(), targets.get())) {
      case Compilation.Refused refused -> new ReplayStart.Refused(refused.diagnostics());
      case Compilation.Compiled compiled -> started(request, compiled.ruleSet());
    };
  }

  private static RuleSetVersion version(CandidateRules candidate) {
    return candidate instanceof CandidateRules.Known known
        ? known.version()
        : new RuleSetVersion("active");
  }

  private ReplayStart started(ReplayRequest request, RuleSet candidate) {
    Instant now = surroundings.clock().instant();
    Instant to = request.to().filter(now::isAfter).orElse(now);
    var range =
        new History.Range(request.from(), to, request.user(), request.source(), request.group());
    catchUp.accept(CATCH_UP);
    var run =
        new ReplayRun(
            history,
            candidate,
            new ReplayPlan(
                range,
                request.examples(),
                surroundings.defaultGroup(),
                IdleFleet.like(new FleetLoad(facts.groups(), facts.clusters())),
                surroundings.zone(),
                surroundings.threads()),
            surroundings.nanoTime());
    run.start();
    synchronized (this) {
      last = Optional.of(run);
    }
    return new ReplayStart.Started(new LiveReplay(run, range));
  }

  @Override
  public synchronized boolean stop() {
    Optional<ReplayRun> running = last.filter(ReplayRun::isRunning);
    running.ifPresent(ReplayRun::stop);
    return running.isPresent();
  }

  /** Ends what runs. */
  @Override
  public void close() {
    Optional<ReplayRun> run;
    synchronized (this) {
      run = last;
    }
    run.ifPresent(ReplayRun::close);
  }
}
