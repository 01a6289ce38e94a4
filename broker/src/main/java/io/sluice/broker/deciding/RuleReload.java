package io.sluice.broker.deciding;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rule set in force in step with the rules directory. A set that can't be used never
 * replaces one that can; whoever evaluates sees one complete set or the next, never a mixture.
 *
 * <p>The directory is compared a few times a second instead of being watched: that costs a few
 * microseconds, and works alike for editors that write in place, editors that rename over,
 * ConfigMaps that swap a link, and network file systems that tell no events. A change counts once
 * it has been the same for two looks, so that a file is not read half-written.
 */
public final class RuleReload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleReload.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final RuleDirectory directory;
  private final RuleCompiler compiler;
  private final Supplier<Targets> targets;
  private final InstantSource clock;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(RuleReload::thread);
  private final int threads;
  private volatile ActiveRules active;
  private String lastSeen = "";
  private String lastRead = "";

  private RuleReload(
      RuleDirectory directory,
      RuleCompiler compiler,
      Supplier<Targets> targets,
      InstantSource clock,
      ActiveRules first,
      int threads) {
    this.directory = directory;
    this.compiler = compiler;
    this.targets = targets;
    this.clock = clock;
    this.active = first;
    this.threads = threads;
  }

  /** What came of loading the rules for the first time. */
  public sealed interface Load {
    record Loaded(RuleReload reload) implements Load {}

    record Failed(List<Diagnostic> diagnostics) implements Load {
      public Failed {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }

  /**
   * Compiles what is in the directory now.
   *
   * @param threads how many threads will evaluate
   */
  public static Load load(
      RuleDirectory directory,
      RuleCompiler compiler,
      Supplier<Targets> targets,
      InstantSource clock,
      int threads) {
    try {
      String signature = directory.signature();
      RuleFiles files = directory.read();
      return switch (compiler.compile(files, targets.get())) {
        case Compilation.Refused refused -> new Load.Failed(refused.diagnostics());
        case Compilation.Compiled compiled -> {
          EvaluatorPool evaluators = EvaluatorPool.prepared(compiled.ruleSet(), threads);
          Instant now = clock.instant();
          var reload =
              new RuleReload(
                  directory,
                  compiler,
                  targets,
                  clock,
                  new ActiveRules(
                      evaluators, files, now, compiled.warnings(), Optional.empty(), now),
                  threads);
          reload.lastSeen = signature;
          reload.lastRead = signature;
          yield new Load.Loaded(reload);
        }
      };
    } catch (IOException e) {
      return new Load.Failed(List.of(unreadable(e)));
    }
  }

  private static Diagnostic unreadable(IOException e) {
    return new Diagnostic(
        Diagnostic.Severity.ERROR, "", 0, 0, "the rules can't be read: " + e.getMessage());
  }

  private static Thread thread(Runnable task) {
    return Thread.ofPlatform().daemon().name("rule-reload").unstarted(task);
  }

  public void start() {
    var _ =
        looking.scheduleWithFixedDelay(
            this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The rules in force. */
  public ActiveRules active() {
    return active;
  }

  /** The directory that is kept in step with. */
  public RuleDirectory directory() {
    return directory;
  }

  /**
   * Brings a candidate into force until the directory changes; blocks until it is.
   *
   * @return why it can't be; empty when it is
   */
  public List<Diagnostic> promote(RuleFiles files) throws InterruptedException {
    try {
      return looking.submit(() -> promoteNow(files)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private List<Diagnostic> promoteNow(RuleFiles files) {
    return switch (compiler.compile(files, targets.get())) {
      case Compilation.Refused refused -> refused.diagnostics();
      case Compilation.Compiled compiled -> {
        activate(compiled, files);
        yield List.of();
      }
    };
  }

  private void look() {
    try {
      String signature = directory.signature();
      boolean settled = signature.equals(lastSeen);
      lastSeen = signature;
      if (settled && !signature.equals(lastRead)) {
        lastRead = signature;
        reload(directory.read());
      }
    } catch (IOException e) {
      refuseUnreadable(e);
    } catch (RuntimeException e) {
      // The thread's boundary: whatever one look meets, the next one must come.
      LOG.error("The rules could not be reloaded; version {} stays active", version(), e);
    }
  }

  private void refuseUnreadable(IOException e) {
    Diagnostic problem = unreadable(e);
    if (!active.diagnostics().contains(problem)) {
      lastRead = "";
      active = active.refusing(version(), List.of(problem), clock.instant());
      LOG.error("{}; version {} stays active", problem.message(), version());
    }
  }

  private RuleSetVersion version() {
    return active.ruleSet().version();
  }

  private void reload(RuleFiles files) {
    if (files.version().equals(version())) {
      active =
          new ActiveRules(
              active.evaluators(),
              active.files(),
              active.loadedAt(),
              List.of(),
              Optional.empty(),
              clock.instant());
      LOG.info("The rules on disk are again those that are active, version {}", version());
      return;
    }
    switch (compiler.compile(files, targets.get())) {
      case Compilation.Compiled compiled -> activate(compiled, files);
      case Compilation.Refused refused -> {
        active = active.refusing(refused.version(), refused.diagnostics(), clock.instant());
        LOG.error("The rules have errors; version {} stays active", version());
        refused.diagnostics().forEach(diagnostic -> LOG.error("  {}", diagnostic));
      }
    }
  }

  private void activate(Compilation.Compiled compiled, RuleFiles files) {
    EvaluatorPool evaluators = EvaluatorPool.prepared(compiled.ruleSet(), threads);
    EvaluatorPool before = active.evaluators();
    Instant now = clock.instant();
    active = new ActiveRules(evaluators, files, now, compiled.warnings(), Optional.empty(), now);
    LOG.info(
        "Rules version {} is active: {} rules in {} files",
        version(),
        compiled.ruleSet().rules().size(),
        files.files().size());
    compiled.warnings().forEach(warning -> LOG.warn("  {}", warning));
    before.close();
  }

  @Override
  public void close() {
    looking.shutdownNow();
    active.evaluators().close();
  }
}
