package io.sluice.rules.ruleset;

import io.sluice.rules.decision.RuleSetVersion;
import java.util.List;

/** A compiled, immutable set of rules. Safe for use by many threads; evaluators are not. */
public interface RuleSet extends AutoCloseable {
  /** What the set's files hash to. */
  RuleSetVersion version();

  /** The rules in the order of their files and lines. */
  List<RuleInfo> rules();

  /** A new evaluator for the use of one thread. */
  Evaluator newEvaluator();

  /** Releases what the engine keeps for this set. Evaluators that exist go on working. */
  @Override
  void close();
}
