package io.sluice.broker.ruletrial;

import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.deciding.Decided;
import io.sluice.broker.deciding.EvaluatorPool;
import io.sluice.broker.deciding.RuleCompiler;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Targets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Candidate rule sets on trial: at most one shadow, which sees what the active rules decide and has
 * no say, and one canary, which decides for a share of the users. The store knows them, so all
 * replicas on one store run the same ones, and a restart ends none. While the store is down, what
 * runs goes on.
 *
 * <p>Safe for use by many threads. What statements call never waits; what operators call blocks,
 * and throws {@link StoreException} when the store can't do its work.
 */
public final class RuleTrials implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleTrials.class);
  private static final Duration FOLLOW_EVERY = Duration.ofSeconds(1);

  private final TrialTable table;
  private final TrialCountTable countTable;
  private final TrialRuns runs;
  private final Supplier<RuleSetVersion> active;
  private final ScheduledExecutorService following =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("rule-trials").unstarted(task));

  /**
   * @param files finds a candidate's files
   * @param targets what rules may name now
   * @param active the version that is active now
   * @param threads how many threads decide
   */
  public RuleTrials(
      Store store,
      CandidateFiles files,
      RuleCompiler compiler,
      Supplier<Targets> targets,
      Supplier<RuleSetVersion> active,
      InstantSource clock,
      int threads) {
    this.table = new TrialTable(store);
    this.countTable = new TrialCountTable(store, clock);
    this.active = active;
    this.runs = new TrialRuns(files, compiler, targets, active, threads);
  }

  /**
   * Runs what the store knows, before it returns if the store is up, and follows it from then on.
   */
  public void start() {
    followQuietly();
    var _ =
        following.scheduleWithFixedDelay(
            this::followQuietly,
            FOLLOW_EVERY.toMillis(),
            FOLLOW_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void followQuietly() {
    try {
      follow();
      flush();
    } catch (StoreException e) {
      LOG.debug("The rule trials could not be compared with the store", e);
    } catch (RuntimeException e) {
      // The thread's boundary: the next comparison must come.
      LOG.error("The rule trials could not be brought in step with the store", e);
    }
  }

  private synchronized void follow() {
    runs.follow(table.all());
  }

  private synchronized void flush() {
    runs.flush(countTable);
  }

  /** The candidate that decides for a user in the place of the active rules, if there is one. */
  public Optional<EvaluatorPool> decidesFor(String user) {
    return runs.decidesFor(user);
  }

  /** A statement has been decided, and what became of it is on record. */
  public void decided(DecisionRecord decision, Decided decided) {
    runs.decided(decision, decided);
  }

  /** A query has ended. */
  public void ended(QueryEnd end) {
    runs.ended(end);
  }

  /** What this replica knows to be on trial, shadow first; asks no store. */
  public List<Trial> known() {
    return runs.known();
  }

  public Optional<Trial> find(TrialKind kind) {
    return table.find(kind);
  }

  /** Begins a trial where none of its kind runs. */
  public TrialEdit begin(Trial trial) {
    return followed(table.begin(trial));
  }

  /** Puts a trial in the place of another, or of an earlier state of itself. */
  public TrialEdit replace(Trial current, Trial next) {
    return followed(table.replace(current, next));
  }

  /** Ends a trial, and forgets what was counted. */
  public TrialEdit end(Trial current) {
    return followed(table.end(current));
  }

  private TrialEdit followed(TrialEdit edit) {
    if (edit instanceof TrialEdit.Done) {
      follow();
    }
    return edit;
  }

  /** The shadow, and what it has seen beside the rules that are active now. */
  public Optional<ShadowReport> shadow() {
    RuleSetVersion base = active.get();
    return table
        .find(TrialKind.SHADOW)
        .map(trial -> {
          Optional<TrialCountTable.Row> row = countTable.find(trial, base);
          ShadowCounts fresh =
              runs.shadow()
                  .filter(run -> run.trial().isSame(trial))
                  .map(run -> run.unflushed(base))
                  .orElse(ShadowCounts.NONE);
          return new ShadowReport(
              trial,
              base,
              row.map(TrialCountTable.Row::since).orElse(trial.startedAt()),
              Shadow.stored(row.map(TrialCountTable.Row::counts)).plus(fresh),
              runs.problems(trial));
        });
  }

  /** The canary, and what has become of statements since it began. */
  public Optional<CanaryReport> canary() {
    return table
        .find(TrialKind.CANARY)
        .map(trial -> {
          Optional<TrialCountTable.Row> row = countTable.find(trial, trial.base());
          CanaryCounts fresh =
              runs.canary()
                  .filter(run -> run.trial().isSame(trial))
                  .map(Canary::unflushed)
                  .orElse(CanaryCounts.NONE);
          return new CanaryReport(
              trial,
              active.get(),
              Canary.stored(row.map(TrialCountTable.Row::counts)).plus(fresh),
              runs.problems(trial));
        });
  }

  /** Ends all trials on this replica; the others, and this one once restarted, go on. */
  @Override
  public void close() {
    following.shutdownNow();
    try {
      flush();
    } catch (StoreException e) {
      LOG.warn("What was last counted for the rule trials is lost: {}", e.getMessage());
    }
    synchronized (this) {
      runs.close();
    }
  }
}
