package io.sluice.broker.deciding;

import io.sluice.broker.waiting.TimedWait;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Analyses and decides statements on a few threads of its own: platform threads, because the SQL
 * parser wants a deep stack and a Drools session wants to stay on one thread.
 *
 * <p>A statement waits at most {@code patience} for its verdict once a thread has begun with it. A
 * thread that is still at it then (a regex that backtracks without end, say) is given up and
 * replaced; it ends itself if it ever comes back. The number of threads given up is bounded: when
 * it is reached, statements go to the default group without evaluation until one comes back.
 */
public final class Decider implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);
  private static final long STACK_BYTES = 8L * 1024 * 1024;
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_GIVEN_UP = 16;
  private static final Set<Flag> UNFINISHED =
      Set.of(Flag.RULE_FAILED, Flag.OVER_BUDGET, Flag.FIRING_LIMIT);
  private static final String TOO_MANY = "too many statements wait for a verdict";

  private final Supplier<EvaluatorPool> rules;
  private final Function<String, Optional<EvaluatorPool>> canary;
  private final Analyses analyses;
  private final Function<String, Learned> learned;
  private final Duration patience;
  private final int threads;
  private final BlockingQueue<Task> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicInteger givenUp = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param rules the active rules
   * @param canary the rules that decide for a user in the place of the active ones, if there are
   *     any
   * @param analysisMemory the most memory for analyses of texts that may come again, in bytes
   * @param learned what earlier runs of a fingerprint have cost; must answer from memory
   * @param patience how long a statement waits for its verdict
   */
  public Decider(
      Supplier<EvaluatorPool> rules,
      Function<String, Optional<EvaluatorPool>> canary,
      SqlAnalyzer analyzer,
      long analysisMemory,
      Function<String, Learned> learned,
      Duration patience,
      int threads) {
    this.rules = rules;
    this.canary = canary;
    this.analyses = new Analyses(analyzer, analysisMemory);
    this.learned = learned;
    this.patience = patience;
    this.threads = threads;
  }

  private static final class Task {
    private final Statement statement;
    private final CompletableFuture<Decided> result = new CompletableFuture<>();
    private volatile @Nullable Worker worker;

    Task(Statement statement) {
      this.statement = statement;
    }
  }

  public void start() {
    analyses.warmUp();
    for (int i = 0; i < threads; i++) {
      startWorker();
    }
  }

  private void startWorker() {
    var worker = new Worker();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("decide-" + started.incrementAndGet())
            .stackSize(STACK_BYTES)
            .unstarted(worker);
    running.add(thread);
    thread.start();
  }

  /**
   * Decides a statement; blocks for as long as that takes.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  public Decided decide(Statement statement) throws InterruptedException {
    var task = new Task(statement);
    if (givenUp.get() >= MAX_GIVEN_UP || !waiting.offer(task)) {
      return unevaluated(statement, TOO_MANY);
    }
    while (true) {
      try {
        return TimedWait.get(task.result, patience);
      } catch (TimeoutException e) {
        Worker worker = task.worker;
        if (worker != null && worker.giveUp(task)) {
          return unevaluated(statement, "no verdict within %d ms".formatted(patience.toMillis()));
        }
        if (worker == null && givenUp.get() >= MAX_GIVEN_UP && waiting.remove(task)) {
          return unevaluated(statement, TOO_MANY);
        }
      } catch (ExecutionException e) {
        LOG.error("A statement could not be decided", e.getCause());
        return unevaluated(statement, "internal error: " + e.getCause());
      }
    }
  }

  private Decided unevaluated(Statement statement, String problem) {
    LOG.warn("A statement of {} goes to the default group: {}", statement.query().user(), problem);
    Sql sql = analyses.analyzeWords(statement.text(), context(statement));
    return new Decided(
        facts(statement, sql),
        new Verdict(
            new Outcome.Unrouted(),
            Map.of(),
            Set.of(),
            List.of(),
            new Explanation(
                rules.get().version(),
                Optional.empty(),
                List.of(),
                Set.of(Flag.OVER_BUDGET),
                problem,
                patience.toNanos() / 1000)),
        DecidedBy.NOBODY);
  }

  /** The rules that decided a statement, for those who ask further; empty when they are gone. */
  public Optional<RuleSet> rulesOf(Decided decided) {
    RuleSetVersion version = decided.verdict().explanation().version();
    return Stream.concat(
            canary.apply(decided.facts().query().user()).stream(), Stream.of(rules.get()))
        .map(EvaluatorPool::rules)
        .filter(ruleSet -> ruleSet.version().equals(version))
        .findFirst();
  }

  private Facts facts(Statement statement, Sql sql) {
    return new Facts(
        statement.query(),
        sql,
        statement.moment(),
        statement.usages(),
        learned.apply(sql.fingerprint()),
        statement.groups(),
        statement.clusters());
  }

  private static SqlContext context(Statement statement) {
    return new SqlContext(
        statement.query().catalog(), statement.query().schema(), statement.preparedStatements());
  }

  private static boolean finished(Verdict verdict) {
    return Collections.disjoint(verdict.explanation().flags(), UNFINISHED);
  }

  private static Verdict noting(Verdict verdict, Explanation failed) {
    var notes = new ArrayList<String>(verdict.notes());
    notes.add(
        "canary %s came to no verdict, so the active rules decided: %s"
            .formatted(failed.version(), failed.problem()));
    return new Verdict(
        verdict.outcome(),
        verdict.session(),
        verdict.addedTags(),
        verdict.priority(),
        verdict.maxQueued(),
        notes,
        verdict.explanation());
  }

  private final class Worker implements Runnable {
    private @Nullable Task current;
    private boolean replaced;

    @Override
    public void run() {
      try {
        while (!closed && !isReplaced()) {
          Task task = waiting.take();
          begin(task);
          work(task);
          finish();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        running.remove(Thread.currentThread());
      }
    }

    private synchronized void begin(Task task) {
      current = task;
      task.worker = this;
    }

    private synchronized void finish() {
      current = null;
      if (replaced) {
        givenUp.decrementAndGet();
      }
    }

    private synchronized boolean isReplaced() {
      return replaced;
    }

    /**
     * Leaves this thread to its task if it is still at it; another takes its place, unless too many
     * have been replaced already: then it goes on itself when it comes back.
     */
    synchronized boolean giveUp(Task task) {
      if (current != task || task.result.isDone()) {
        return false;
      }
      if (givenUp.getAndUpdate(count -> Math.min(count + 1, MAX_GIVEN_UP)) < MAX_GIVEN_UP) {
        replaced = true;
        startWorker();
      }
      return true;
    }

    private void work(Task task) {
      try {
        task.result.complete(decided(task.statement));
      } catch (RuntimeException | Error e) {
        // The boundary of this statement: the thread must live on for the next one.
        task.result.completeExceptionally(e);
      }
    }

    private Decided decided(Statement statement) {
      Facts facts = facts(statement, analyses.analyze(statement.text(), context(statement)));
      Optional<Verdict> tried =
          canary.apply(statement.query().user()).flatMap(candidate -> candidate.evaluate(facts));
      if (tried.isEmpty()) {
        return new Decided(facts, active(facts), DecidedBy.ACTIVE);
      }
      if (finished(tried.get())) {
        return new Decided(facts, tried.get(), DecidedBy.CANARY);
      }
      Verdict verdict = noting(active(facts), tried.get().explanation());
      return new Decided(facts, verdict, DecidedBy.ACTIVE_INSTEAD);
    }

    private Verdict active(Facts facts) {
      while (true) {
        Optional<Verdict> verdict = rules.get().evaluate(facts);
        // A pool is closed only after the next one is in force: the next look finds that.
        if (verdict.isPresent()) {
          return verdict.get();
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(Thread::interrupt);
  }
}
