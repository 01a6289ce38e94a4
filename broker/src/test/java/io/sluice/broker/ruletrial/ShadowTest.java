package io.sluice.broker.ruletrial;

import static io.sluice.broker.ruletrial.Verdicts.ACTIVE;
import static io.sluice.broker.ruletrial.Verdicts.CANDIDATE;
import static io.sluice.broker.ruletrial.Verdicts.observed;
import static io.sluice.broker.ruletrial.Verdicts.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.audit.DecisionOutcome;
import io.sluice.broker.deciding.EvaluatorPool;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ShadowTest {
  private static final Trial TRIAL =
      new Trial(TrialKind.SHADOW, Instant.EPOCH, 1, CANDIDATE, 0, ACTIVE, "ann", "a test");
  private static final Verdict TO_ETL = Verdicts.of(ACTIVE, route("etl"));

  private final Semaphore free = new Semaphore(0);
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CandidateRules candidate = new CandidateRules(this::verdict);
  private final EvaluatorPool pool = new EvaluatorPool(candidate);
  private final Shadow shadow = new Shadow(TRIAL, pool, () -> ACTIVE);

  /** Is stuck on mallory's statements; sends eve's elsewhere; fails at oscar's. */
  private Verdict verdict(Facts facts) {
    return switch (facts.query().user()) {
      case "mallory" -> {
        stuck.countDown();
        free.acquireUninterruptibly();
        yield Verdicts.of(CANDIDATE, route("etl"));
      }
      case "eve" -> Verdicts.of(CANDIDATE, route("adhoc"), "eve's rule", Set.of(), "");
      case "oscar" ->
          Verdicts.of(
              CANDIDATE,
              new Outcome.Unrouted(),
              "",
              Set.of(Flag.RULE_FAILED),
              "rule 'x' (a.drl:1): / by zero");
      default -> Verdicts.of(CANDIDATE, route("etl"));
    };
  }

  @AfterEach
  void close() {
    free.release(1_000);
    shadow.close();
  }

  private ShadowCounts awaitCompared(long compared) {
    return awaitCompared(ACTIVE, compared);
  }

  private ShadowCounts awaitCompared(RuleSetVersion base, long compared) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    ShadowCounts counts = shadow.unflushed(base);
    while (counts.compared() < compared && System.nanoTime() < end) {
      Thread.onSpinWait();
      counts = shadow.unflushed(base);
    }
    return counts;
  }

  @Test
  void statements_are_counted_by_what_the_candidate_would_have_done() {
    shadow.start();
    shadow.show(observed("ann", "SELECT 1", TO_ETL));
    shadow.show(observed("eve", "SELECT 2", TO_ETL));
    shadow.show(observed("eve", "SELECT 3", TO_ETL));
    shadow.show(observed("oscar", "SELECT 4", TO_ETL));
    shadow.passOver();

    ShadowCounts counts = awaitCompared(4);

    assertThat(counts.compared()).isEqualTo(4);
    assertThat(counts.equal()).isEqualTo(1);
    assertThat(counts.different()).isEqualTo(3);
    assertThat(counts.passedOver()).isEqualTo(1);
    var toAdhoc =
        new Shift(
            new Destination(DecisionOutcome.ROUTED, "etl"),
            new Destination(DecisionOutcome.ROUTED, "adhoc"),
            Set.of(Difference.GROUP));
    assertThat(counts.shifts().getFirst()).isEqualTo(new Counted<>(toAdhoc, 2));
    assertThat(counts.winners()).contains(new Counted<>(new Winners("", "eve's rule"), 2));
    assertThat(counts.flags()).containsExactly(new Counted<>(Flag.RULE_FAILED, 1));
    assertThat(counts.problems())
        .containsExactly(new Counted<>("rule 'x' (a.drl:1): / by zero", 1));
    assertThat(counts.examples())
        .extracting(Example::user, Example::sql)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("eve", "SELECT 2"),
            org.assertj.core.groups.Tuple.tuple("eve", "SELECT 3"),
            org.assertj.core.groups.Tuple.tuple("oscar", "SELECT 4"));
  }

  @Test
  void stuck_candidate_keeps_nobody_waiting_and_no_more_statements_than_its_queue_holds()
      throws InterruptedException {
    shadow.start();
    shadow.show(observed("mallory", "SELECT 1", TO_ETL));
    stuck.await();

    for (int i = 0; i < 2_000; i++) {
      shadow.show(observed("ann", "SELECT 1", TO_ETL));
    }

    assertThat(shadow.unflushed(ACTIVE).compared()).isZero();
    assertThat(shadow.unflushed(ACTIVE).dropped()).isEqualTo(1_500);

    free.release();
    assertThat(awaitCompared(501).equal()).isEqualTo(501);
  }

  @Test
  void long_statements_take_up_no_more_than_a_bounded_part_of_memory() throws InterruptedException {
    shadow.start();
    shadow.show(observed("mallory", "SELECT 1", TO_ETL));
    stuck.await();
    Observed megabyte = observed("ann", "SELECT '" + "x".repeat((1 << 20) - 9) + "'", TO_ETL);

    for (int i = 0; i < 10; i++) {
      shadow.show(megabyte);
    }

    assertThat(shadow.unflushed(ACTIVE).dropped()).isEqualTo(6);
  }

  @Test
  void comparison_begins_anew_with_each_active_version() {
    shadow.start();
    var next = new RuleSetVersion("bbbbbbbbbbbb");
    shadow.show(observed("eve", "SELECT 1", TO_ETL));
    shadow.show(observed("eve", "SELECT 1", Verdicts.of(next, route("adhoc"))));

    assertThat(awaitCompared(next, 1).equal()).isEqualTo(1);
    assertThat(shadow.unflushed(ACTIVE).different()).isEqualTo(1);
  }

  @Test
  void ended_shadow_gives_back_what_its_candidate_held_even_if_that_was_stuck()
      throws InterruptedException {
    shadow.start();
    shadow.show(observed("mallory", "SELECT 1", TO_ETL));
    stuck.await();

    shadow.close();
    assertThat(candidate.isClosed()).isTrue();
    assertThat(candidate.open()).as("the one that is stuck").isEqualTo(1);

    free.release();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (candidate.open() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(candidate.open()).isZero();
    assertThat(pool.evaluate(Verdicts.facts("ann", "SELECT 1"))).isEmpty();
  }

  @Test
  void counts_stay_bounded_whatever_statements_come() {
    var tally = new ShadowTally();
    for (int i = 0; i < 1_000; i++) {
      tally.compared(
          observed("user-" + i, "SELECT " + "x".repeat(5_000), TO_ETL),
          Verdicts.of(CANDIDATE, route("g" + i), "rule " + i, Set.of(), "problem " + i));
    }

    ShadowCounts counts = tally.now();
    assertThat(counts.different()).isEqualTo(1_000);
    assertThat(counts.shifts()).hasSize(200);
    assertThat(counts.winners()).hasSize(200);
    assertThat(counts.problems()).hasSize(20);
    assertThat(counts.examples()).hasSize(40);
    assertThat(CountJson.write(counts).length()).isLessThan(200_000);
    ShadowCounts read = CountJson.read(CountJson.write(counts), ShadowCounts.class);
    assertThat(read).isEqualTo(counts);
    assertThat(read.plus(counts).different()).isEqualTo(2_000);
    assertThat(read.plus(counts).shifts()).hasSize(200).allMatch(shift -> shift.count() == 2);
  }
}
