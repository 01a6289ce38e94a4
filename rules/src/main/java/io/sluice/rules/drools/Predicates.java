package io.sluice.rules.drools;

import io.sluice.rules.language.Deadline;
import io.sluice.rules.language.OverBudget;
import io.sluice.rules.language.Term;
import java.util.OptionalInt;
import org.drools.model.functions.Function1;
import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;
import org.drools.model.functions.Predicate2;
import org.drools.model.functions.Predicate3;
import org.drools.model.functions.Predicate4;
import org.jspecify.annotations.Nullable;

/**
 * Checked terms in the shape that the engine calls. All carry the term's canonical text as hash, so
 * that rules with equal conditions share the engine's nodes.
 */
final class Predicates {
  static final Object[] NO_FACTS = {};

  private Predicates() {}

  /** A condition on one fact. */
  record OwnTest<T>(Term term, Origin origin) implements Predicate1<T>, HashedExpression {
    @Override
    public boolean test(T fact) {
      return holds(term, origin, fact, NO_FACTS);
    }

    @Override
    public String getExpressionHash() {
      return term.canonical();
    }
  }

  /** A condition on a fact and one fact of an earlier pattern. */
  record Join1<T, A>(Join join) implements Predicate2<T, A>, HashedExpression {
    @Override
    public boolean test(T fact, A first) {
      return join.holds(fact, first);
    }

    @Override
    public String getExpressionHash() {
      return join.term().canonical();
    }
  }

  /** A condition on a fact and two facts of earlier patterns. */
  record Join2<T, A, B>(Join join) implements Predicate3<T, A, B>, HashedExpression {
    @Override
    public boolean test(T fact, A first, B second) {
      return join.holds(fact, first, second);
    }

    @Override
    public String getExpressionHash() {
      return join.term().canonical();
    }
  }

  /** A condition on a fact and three facts of earlier patterns. */
  record Join3<T, A, B, C>(Join join) implements Predicate4<T, A, B, C>, HashedExpression {
    @Override
    public boolean test(T fact, A first, B second, C third) {
      return join.holds(fact, first, second, third);
    }

    @Override
    public String getExpressionHash() {
      return join.term().canonical();
    }
  }

  /** Lets the engine join two patterns of many facts no longer than the evaluation's budget. */
  record Pace<T, A>(Origin origin) implements Predicate2<T, A>, HashedExpression {
    @Override
    public boolean test(T fact, A first) {
      step(origin);
      return true;
    }

    @Override
    public String getExpressionHash() {
      return "pace";
    }
  }

  /** What conditions on several facts have in common. */
  record Join(Term term, Origin origin, Slots slots) {
    boolean holds(Object fact, Object... earlier) {
      step(origin);
      return Predicates.holds(term, origin, fact, slots.spread(earlier, 0));
    }
  }

  /**
   * Reads a value that the engine indexes facts by.
   *
   * @param slot where the term expects the fact; none when it is the pattern's own
   */
  record Reading<T, V>(Term term, OptionalInt slot, Class<V> valueClass)
      implements Function1<T, V>, HashedExpression {

    @Override
    public @Nullable V apply(T fact) {
      Object subject = Hit.subject(fact);
      Object value =
          slot.isPresent()
              ? term.evaluation().value(subject, alone(subject, slot.getAsInt()))
              : term.evaluation().value(subject, NO_FACTS);
      return valueClass.cast(value);
    }

    private static Object[] alone(Object fact, int slot) {
      var facts = new Object[slot + 1];
      facts[slot] = fact;
      return facts;
    }

    @Override
    public String getExpressionHash() {
      return term.canonical();
    }
  }

  /** A fact may be what signs point at. */
  record IsHit(long sign) implements Predicate1<Hit>, HashedExpression {
    @Override
    public boolean test(Hit hit) {
      return hit.sign() == sign;
    }

    @Override
    public String getExpressionHash() {
      return "sign == " + sign;
    }
  }

  /** Reads the number that the engine looks hits up by. */
  record Sign() implements Function1<Hit, Long>, HashedExpression {
    @Override
    public Long apply(Hit hit) {
      return hit.sign();
    }

    @Override
    public String getExpressionHash() {
      return "sign";
    }
  }

  private static void step(Origin origin) {
    if (Deadline.CURRENT.isBound()) {
      try {
        Deadline.CURRENT.get().step();
      } catch (OverBudget e) {
        throw RuleFailure.overBudget(origin, e);
      }
    }
  }

  private static boolean holds(Term term, Origin origin, Object fact, Object[] earlier) {
    try {
      return term.evaluation().holds(Hit.subject(fact), earlier);
    } catch (OverBudget e) {
      throw RuleFailure.overBudget(origin, e);
    } catch (ArithmeticException | IllegalStateException e) {
      if (Deadline.CURRENT.isBound() && Deadline.CURRENT.get().isRehearsal()) {
        return false;
      }
      throw RuleFailure.failed(origin, "a condition failed: ", e);
    }
  }
}
