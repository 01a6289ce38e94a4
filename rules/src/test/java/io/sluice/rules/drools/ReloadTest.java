package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.facts;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleSet;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReloadTest {
  private static final int RELOADS = 300;
  private static final long MEGABYTE = 1 << 20;
  private static final int MOST_NEW_CLASSES = 50;

  private volatile RuleSet active = set(0);

  private static RuleSet set(int number) {
    return RuleSetFixture.set(
        """
        rule "r%d" when Query(user == "alice") Group(available > %d) then decision.route("etl"); end
        rule "q" when Query(user == "alice") then decision.note("%d"); end
        """
            .formatted(number, number, number));
  }

  @Test
  void replaced_sets_are_garbage_and_heap_and_classes_stay_flat_under_evaluation()
      throws InterruptedException {
    var statement = facts(alice());
    var done = new AtomicBoolean();
    var evaluations = new AtomicLong();
    Thread statements =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                try (Evaluator evaluator = active.newEvaluator()) {
                  evaluator.evaluate(statement);
                  evaluations.incrementAndGet();
                } catch (IllegalStateException e) {
                  assertThat(e).hasMessageContaining("closed");
                }
              }
            });
    List<WeakReference<RuleSet>> replaced = new ArrayList<>();
    long heap = 0;
    long classes = 0;
    for (int i = 1; i <= RELOADS; i++) {
      replaced.add(replaceBy(i));
      if (i == RELOADS / 3) {
        assertThat(collected(replaced)).isTrue();
        heap = usedHeap();
        classes = loadedClasses();
      }
    }
    done.set(true);
    statements.join();

    assertThat(active.rules()).hasSize(2);
    assertThat(evaluations.get()).isPositive();
    // The network hangs on the set alone, and the set on nothing: both go together.
    assertThat(collected(replaced)).isTrue();
    assertThat(loadedClasses() - classes).isLessThan(MOST_NEW_CLASSES);
    assertThat(usedHeap() - heap).isLessThan(8 * MEGABYTE);
  }

  /** In a method of its own, so that no local variable keeps the old set alive. */
  private WeakReference<RuleSet> replaceBy(int number) {
    RuleSet before = active;
    active = set(number);
    before.close();
    return new WeakReference<>(before);
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long loadedClasses() {
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
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
