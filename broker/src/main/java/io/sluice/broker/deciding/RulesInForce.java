package io.sluice.broker.deciding;

import io.sluice.broker.version.CourseState;
import io.sluice.broker.version.RuleSwitch;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the rule set that decides, in one reference: whoever evaluates sees one complete set or the
 * next, never a mixture. A set's evaluators are open and warm before it decides. Changed by one
 * thread, read by all.
 */
final class RulesInForce implements RuleSwitch, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

  private final RuleCompiler compiler;
  private final Supplier<Targets> targets;
  private final InstantSource clock;
  private final int threads;
  private final List<EvaluatorPool> retired = new ArrayList<>();
  private volatile Optional<InForce> current = Optional.empty();

  /**
   * @param threads how many threads will evaluate
   */
  RulesInForce(RuleCompiler compiler, Supplier<Targets> targets, InstantSource clock, int threads) {
    this.compiler = compiler;
    this.targets = targets;
    this.clock = clock;
    this.threads = threads;
  }

  @Override
  public Targets targets() {
    return targets.get();
  }

  @Override
  public Compilation check(RuleFiles files, Targets known) {
    return compiler.compile(files, known);
  }

  @Override
  public void force(Compilation.Compiled checked, RuleFiles files, CourseState state) {
    EvaluatorPool evaluators = EvaluatorPool.prepared(checked.ruleSet(), threads);
    Optional<InForce> before = current;
    Instant now = clock.instant();
    current = Optional.of(new InForce(evaluators, files, now, checked.warnings(), state));
    before.ifPresent(old -> retired.add(old.evaluators()));
    LOG.info(
        "Rules version {} decides: {} rules in {} files",
        evaluators.version(),
        checked.ruleSet().rules().size(),
        files.files().size());
    checked.warnings().forEach(warning -> LOG.warn("  {}", warning));
  }

  @Override
  public void tell(CourseState state) {
    current = current.map(set -> set.withState(state));
  }

  @Override
  public Optional<RuleSetVersion> version() {
    return current.map(set -> set.evaluators().version());
  }

  /** What decides now; there is something from the first {@link #force} on. */
  InForce get() {
    return current.orElseThrow(() -> new IllegalStateException("rules: none are in force yet"));
  }

  /** Closes the sets that decide no more, after it has been told what decides in their place. */
  void closeRetired() {
    retired.forEach(EvaluatorPool::close);
    retired.clear();
  }

  @Override
  public void close() {
    closeRetired();
    current.ifPresent(set -> set.evaluators().close());
  }
}
