package io.sluice.broker.deciding;

import io.sluice.broker.store.StoreException;
import io.sluice.broker.version.ActivationOrigin;
import io.sluice.broker.version.ChangeOutcome;
import io.sluice.broker.version.DirectoryContent;
import io.sluice.broker.version.MemoryStore;
import io.sluice.broker.version.RuleArchive;
import io.sluice.broker.version.RuleCourse;
import io.sluice.broker.version.RuleEdit;
import io.sluice.broker.version.RuleOutput;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Targets;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rule set in force in step with the rules directory and with the archive: looks at both
 * from a thread of its own, on which all changes of the rules happen. {@link RuleCourse} says which
 * one counts.
 *
 * <p>The directory is compared a few times a second instead of being watched: that costs a few
 * microseconds, and works alike for editors that write in place, editors that rename over,
 * ConfigMaps that swap a link, and network file systems that tell no events. A change counts once
 * it has been the same for two looks, so that a file is not read half-written. The archive's latest
 * activation is looked at every third time.
 */
public final class RuleReload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleReload.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final Duration END_OF_LOOK = Duration.ofSeconds(5);
  private static final int LOOKS_FOR_A_POLL = 3;

  private final RuleDirectory directory;
  private final EarlyCompilation early;
  private final boolean writable;
  private final RulesInForce rules;
  private final RuleCourse course;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(RuleReload::thread);
  private String lastSeen = "";
  private String lastRead = "";
  private Targets lastTargets;
  private int looks;

  /**
   * @param compiler checks a set; called off the request path
   * @param targets what exists in the fleet now
   * @param writable whether the broker owns the directory
   * @param replica names this replica in the archive
   * @param threads how many threads will evaluate
   */
  public RuleReload(
      RuleDirectory directory,
      RuleCompiler compiler,
      Supplier<Targets> targets,
      RuleArchive archive,
      MemoryStore memories,
      boolean writable,
      String replica,
      InstantSource clock,
      int threads) {
    this.directory = directory;
    this.writable = writable;
    this.early = new EarlyCompilation(compiler);
    this.rules = new RulesInForce(early, targets, clock, threads);
    Optional<RuleOutput> output = writable ? Optional.of(directory) : Optional.empty();
    this.course = new RuleCourse(archive, memories, rules, output, replica, clock);
    this.lastTargets = rules.targets();
  }

  private static Thread thread(Runnable task) {
    return Thread.ofPlatform().daemon().name("rule-reload").unstarted(task);
  }

  /**
   * Begins to compile what the directory holds, for {@link #load} to find; it needs neither the
   * store nor the fleet.
   *
   * @param expected what will most likely exist in the fleet
   */
  public void begin(Targets expected) {
    try {
      early.begin(directory.read(), expected, looking);
    } catch (IOException e) {
      LOG.debug("The rules can't be read yet", e);
    }
  }

  /**
   * Brings the first set into force; takes as long as a compilation.
   *
   * @return what is wrong with every set that could be the first; empty when one is in force
   */
  public List<Diagnostic> load() {
    lastTargets = rules.targets();
    String signature = "";
    DirectoryContent content;
    try {
      signature = directory.signature();
      content = new DirectoryContent.Found(directory.read());
    } catch (IOException e) {
      content = unreadable(e);
    }
    lastSeen = signature;
    lastRead = signature;
    List<Diagnostic> problems = course.start(content);
    early.forget();
    rules.closeRetired();
    return problems;
  }

  private static DirectoryContent unreadable(IOException e) {
    return new DirectoryContent.Unreadable(
        new Diagnostic(
            Diagnostic.Severity.ERROR, "", 0, 0, "the rules can't be read: " + e.getMessage()));
  }

  /** Begins to look for changes. */
  public void start() {
    var _ =
        looking.scheduleWithFixedDelay(
            this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The rules in force, with what is at odds with them. */
  public ActiveRules active() {
    return ActiveRules.of(rules.get());
  }

  /** What decides now. */
  public EvaluatorPool evaluators() {
    return rules.get().evaluators();
  }

  /** Whether the broker owns the directory, and files are changed through {@link #change}. */
  public boolean writable() {
    return writable;
  }

  /** The directory that is kept in step with. */
  public RuleDirectory directory() {
    return directory;
  }

  /**
   * Changes the rules of all replicas; blocks until they are in force here.
   *
   * @throws StoreException when the store can't keep the change; nothing changed then
   * @throws InterruptedException when the calling thread is interrupted; the change may still
   *     happen
   */
  public ChangeOutcome change(RuleEdit edit, String who, String why, ActivationOrigin origin)
      throws InterruptedException {
    try {
      Future<ChangeOutcome> change = looking.submit(() -> changeNow(edit, who, why, origin));
      return change.get();
    } catch (RejectedExecutionException | CancellationException e) {
      throw new StoreException(StoreException.Kind.DOWN, "the broker is shutting down", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private ChangeOutcome changeNow(RuleEdit edit, String who, String why, ActivationOrigin origin) {
    try {
      return course.change(edit, who, why, origin);
    } finally {
      rules.closeRetired();
    }
  }

  private void look() {
    try {
      lookAtDirectory();
      lookAtTargets();
      looks++;
      if (looks % LOOKS_FOR_A_POLL == 0) {
        course.follow();
      }
    } catch (RuntimeException e) {
      // The thread's boundary: whatever one look meets, the next one must come.
      LOG.error("The rules could not be reloaded; those that are active stay", e);
    } finally {
      rules.closeRetired();
    }
  }

  private void lookAtDirectory() {
    try {
      String signature = directory.signature();
      boolean settled = signature.equals(lastSeen);
      lastSeen = signature;
      if (settled && !signature.equals(lastRead)) {
        lastRead = signature;
        course.directoryChanged(new DirectoryContent.Found(directory.read()));
      }
    } catch (IOException e) {
      lastRead = "";
      course.directoryChanged(unreadable(e));
    }
  }

  private void lookAtTargets() {
    Targets now = rules.targets();
    if (!now.equals(lastTargets)) {
      lastTargets = now;
      course.targetsChanged();
    }
  }

  @Override
  public void close() {
    early.forget();
    for (Runnable task : looking.shutdownNow()) {
      if (task instanceof Future<?> change) {
        change.cancel(false);
      }
    }
    try {
      if (!looking.awaitTermination(END_OF_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The rules were being changed when the broker stopped");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    rules.close();
  }
}
