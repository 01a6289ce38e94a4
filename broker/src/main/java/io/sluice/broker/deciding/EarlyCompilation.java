package io.sluice.broker.deciding;

import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compiler that may have begun before it is asked. A broker that starts compiles its directory
 * while the store opens; only the store tells which set decides and which groups and clusters
 * exist, and mostly they are those of the files. What was begun is handed over to the first who
 * asks for just that, and is thrown away when nobody does.
 *
 * <p>For one thread, or threads that follow each other; the compilation that is begun runs on
 * another.
 */
final class EarlyCompilation implements RuleCompiler {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyCompilation.class);

  private final RuleCompiler compiler;
  private Optional<Begun> begun = Optional.empty();

  private record Begun(RuleFiles files, Targets targets, CompletableFuture<Compilation> result) {}

  EarlyCompilation(RuleCompiler compiler) {
    this.compiler = compiler;
  }

  /** Begins to compile, in the place of what was begun before. */
  void begin(RuleFiles files, Targets targets, Executor executor) {
    forget();
    CompletableFuture<Compilation> result =
        CompletableFuture.supplyAsync(() -> compiler.compile(files, targets), executor);
    begun = Optional.of(new Begun(files, targets, result));
  }

  /** Waits for what was begun, when it is this; else compiles. */
  @Override
  public Compilation compile(RuleFiles files, Targets targets) {
    Optional<Begun> early =
        begun.filter(it -> it.files().equals(files) && it.targets().equals(targets));
    if (early.isEmpty()) {
      return compiler.compile(files, targets);
    }
    begun = Optional.empty();
    try {
      return early.get().result().join();
    } catch (CompletionException e) {
      LOG.debug("The rules are compiled again, as the early attempt failed", e);
      return compiler.compile(files, targets);
    }
  }

  /** Lets go of what was begun and nobody has asked for. */
  void forget() {
    if (begun.isPresent()) {
      var _ = begun.get().result().thenAccept(EarlyCompilation::close);
      begun = Optional.empty();
    }
  }

  private static void close(Compilation unused) {
    if (unused instanceof Compilation.Compiled compiled) {
      compiled.ruleSet().close();
    }
  }
}
