package io.sluice.rules.ruleset;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.Facts;
import java.util.List;
import java.util.function.LongSupplier;

/** A compiled, immutable set of rules. Safe for use by many threads; evaluators are not. */
public interface RuleSet extends AutoCloseable {
  /** What the set's files hash to. */
  RuleSetVersion version();

  /** The rules in the order of their files and lines. */
  List<RuleInfo> rules();

  /** A new evaluator for the use of one thread. */
  Evaluator newEvaluator();

  /**
   * What each rule makes of a statement: the rules in the order in which they decide. For people
   * who ask why, not for deciding: it looks at every rule, and takes a second at most.
   */
  List<TracedRule> trace(Facts facts);

  /**
   * A new evaluator with limits and a clock of its own, such as for tests, whose result must not
   * depend on how fast the machine is.
   *
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  Evaluator newEvaluator(EvaluationLimits limits, LongSupplier nanoTime);

  /** Releases what the engine keeps for this set. Evaluators that exist go on working. */
  @Override
  void close();
}
