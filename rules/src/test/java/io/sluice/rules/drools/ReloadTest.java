package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.facts;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleSet;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReloadTest {
  private static final int RELOADS = 30;

  private static RuleSet set(int number) {
    return RuleSetFixture.set(
        """
        rule "r%d" when Query(user == "alice") Group(available > %d) then decision.route("etl"); end
        rule "q" when Query(user == "alice") then decision.note("%d"); end
        """
            .formatted(number, number, number));
  }

  @Test
  void replaced_sets_are_garbage() {
    List<WeakReference<RuleSet>> replaced = new ArrayList<>();
    RuleSet active = set(0);
    for (int i = 1; i <= RELOADS; i++) {
      try (Evaluator evaluator = active.newEvaluator()) {
        assertThat(evaluator.evaluate(facts(alice())).notes()).containsExactly("" + (i - 1));
      }
      replaced.add(new WeakReference<>(active));
      RuleSet next = set(i);
      active.close();
      active = next;
    }
    assertThat(active.rules()).hasSize(2);
    // The base hangs on the set alone, and the set on nothing: both go together.
    assertThat(collected(replaced)).isTrue();
  }

  private static boolean collected(List<? extends WeakReference<?>> references) {
    for (int i = 0; i < 50; i++) {
      System.gc();
      if (references.stream().allMatch(reference -> reference.refersTo(null))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void evaluator_may_be_handed_from_thread_to_thread() {
    RuleSet set = set(7);
    Facts facts = facts(alice());
    try (Evaluator evaluator = set.newEvaluator()) {
      for (int i = 0; i < 20; i++) {
        Verdict verdict = CompletableFuture.supplyAsync(() -> evaluator.evaluate(facts)).join();
        assertThat(verdict.notes()).containsExactly("7");
      }
    }
  }

  @Test
  void evaluators_of_one_set_work_at_the_same_time() {
    RuleSet set = set(9);
    Facts facts = facts(alice());
    List<CompletableFuture<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      workers.add(
          CompletableFuture.supplyAsync(() -> {
            try (Evaluator evaluator = set.newEvaluator()) {
              boolean right = true;
              for (int n = 0; n < 200; n++) {
                right &= evaluator.evaluate(facts).notes().equals(List.of("9"));
              }
              return right;
            }
          }));
    }
    assertThat(workers).allMatch(CompletableFuture::join);
  }
}
