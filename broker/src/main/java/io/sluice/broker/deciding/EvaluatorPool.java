package io.sluice.broker.deciding;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A rule set with the evaluators that are open for it. They are opened and warm before the set
 * comes into force, so that no statement pays for a reload.
 *
 * <p>Whoever borrows an evaluator has it alone. After the pool is closed nothing is lent any more,
 * and what comes back is closed.
 */
public final class EvaluatorPool implements AutoCloseable {
  private final RuleSet rules;
  private final Deque<Evaluator> idle = new ArrayDeque<>();
  private boolean closed;

  public EvaluatorPool(RuleSet rules) {
    this.rules = rules;
  }

  /**
   * A pool with evaluators that are open and warm; takes a while.
   *
   * @param count how many threads will evaluate
   */
  public static EvaluatorPool prepared(RuleSet rules, int count) {
    var evaluators = new EvaluatorPool(rules);
    evaluators.prepare(count);
    return evaluators;
  }

  public RuleSet rules() {
    return rules;
  }

  RuleSetVersion version() {
    return rules.version();
  }

  /** Opens evaluators ahead, and warms them up; takes a while. */
  private void prepare(int count) {
    for (int i = 0; i < count; i++) {
      Evaluator evaluator = rules.newEvaluator();
      WarmUp.of(evaluator);
      giveBack(evaluator);
    }
  }

  /** What the rules say of a statement; empty when the pool is closed. */
  public Optional<Verdict> evaluate(Facts facts) {
    Optional<Evaluator> borrowed = borrow();
    if (borrowed.isEmpty()) {
      return Optional.empty();
    }
    Verdict verdict = borrowed.get().evaluate(facts);
    giveBack(borrowed.get());
    return Optional.of(verdict);
  }

  /** An evaluator for one statement; empty when the pool is closed. */
  synchronized Optional<Evaluator> borrow() {
    if (closed) {
      return Optional.empty();
    }
    return Optional.of(idle.isEmpty() ? rules.newEvaluator() : idle.pop());
  }

  synchronized void giveBack(Evaluator evaluator) {
    if (closed) {
      evaluator.close();
    } else {
      idle.push(evaluator);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(Evaluator::close);
    idle.clear();
    rules.close();
  }
}
