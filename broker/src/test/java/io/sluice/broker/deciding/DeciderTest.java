package io.sluice.broker.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.TracedRule;
import io.sluice.rules.sql.PreparedStatements;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DeciderTest {
  private static final int MANY = 10_000;
  private static final Verdict ROUTED =
      new Verdict(
          new Outcome.Route(
              new GroupName("etl"), List.of(), false, Optional.empty(), Optional.empty()),
          Map.of(),
          Set.of(),
          List.of(),
          new Explanation(
              new RuleSetVersion("111111111111"), Optional.empty(), List.of(), Set.of(), "", 1));

  private final Semaphore stuck = new Semaphore(0);
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final Map<String, EvaluatorPool> canaries = new ConcurrentHashMap<>();
  private volatile EvaluatorPool pool = new EvaluatorPool(new Rules());
  private final Decider decider =
      new Decider(
          () -> pool,
          user -> Optional.ofNullable(canaries.get(user)),
          new SqlAnalyzer(SqlLimits.DEFAULT),
          1024 * 1024,
          _ -> Learned.NOTHING,
          Duration.ofMillis(150),
          2);

  /** Rules that are stuck on statements of mallory, and throw at those of eve. */
  private final class Rules implements RuleSet {
    @Override
    public RuleSetVersion version() {
      return new RuleSetVersion("111111111111");
    }

    @Override
    public List<RuleInfo> rules() {
      return List.of();
    }

    @Override
    public List<TracedRule> trace(Facts facts) {
      return List.of();
    }

    @Override
    public Evaluator newEvaluator() {
      made.incrementAndGet();
      return new Evaluator() {
        @Override
        public Verdict evaluate(Facts facts) {
          return switch (facts.query().user()) {
            case "mallory" -> {
              // As a regex that backtracks for ever: no interrupt ends it.
              stuck.acquireUninterruptibly();
              yield ROUTED;
            }
            case "eve" -> throw new IllegalStateException("eve");
            default -> ROUTED;
          };
        }

        @Override
        public void close() {
          closed.incrementAndGet();
        }
      };
    }

    @Override
    public Evaluator newEvaluator(EvaluationLimits limits, LongSupplier nanoTime) {
      return newEvaluator();
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void start() {
    decider.start();
  }

  @AfterEach
  void stop() {
    stuck.release(MANY);
    decider.close();
  }

  private static Statement statement(String user) {
    return new Statement(
        "SELECT 1",
        Query.of(user, Dialect.TRINO),
        PreparedStatements.NONE,
        Moment.at(Instant.EPOCH, ZoneOffset.UTC),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void verdict_isTheRules() throws InterruptedException {
    Decided decided = decider.decide(statement("alice"));

    assertThat(decided.verdict()).isEqualTo(ROUTED);
    assertThat(decided.sql().type()).isEqualTo("SELECT");
  }

  @Test
  void ruleThatThrows_leavesTheStatementToTheDefaultGroup_andTheThreadAlive() throws Exception {
    for (int i = 0; i < 5; i++) {
      Decided decided = decider.decide(statement("eve"));
      assertThat(decided.verdict().outcome()).isEqualTo(new Outcome.Unrouted());
      assertThat(decided.verdict().explanation().problem()).contains("eve");
    }
    assertThat(decider.decide(statement("alice")).verdict()).isEqualTo(ROUTED);
  }

  @Test
  void stuckEvaluation_isGivenUp_andItsThreadReplaced() throws Exception {
    for (int i = 0; i < 4; i++) {
      Decided decided = decider.decide(statement("mallory"));
      assertThat(decided.verdict().outcome()).isEqualTo(new Outcome.Unrouted());
      assertThat(decided.verdict().explanation().flags()).containsExactly(Flag.OVER_BUDGET);
      assertThat(decided.verdict().explanation().problem()).contains("no verdict within 150 ms");
    }
    assertThat(decider.decide(statement("alice")).verdict()).isEqualTo(ROUTED);
  }

  @Test
  void threadsGivenUp_areBounded_andUsedAgainOnceTheyComeBack() throws Exception {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<Decided>>();
      for (int i = 0; i < 60; i++) {
        asked.add(clients.submit(() -> decider.decide(statement("mallory"))));
      }
      for (Future<Decided> answer : asked) {
        assertThat(answer.get(30, TimeUnit.SECONDS).verdict().outcome())
            .isEqualTo(new Outcome.Unrouted());
      }
    }
    assertThat(made.get()).as("sixteen replaced and at most two at work").isBetween(16, 18);
    Decided refused = decider.decide(statement("alice"));
    assertThat(refused.verdict().explanation().problem()).contains("too many statements wait");

    stuck.release(MANY);

    Decided again = refused;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!again.verdict().equals(ROUTED) && System.nanoTime() < end) {
      again = decider.decide(statement("alice"));
    }
    assertThat(again.verdict()).isEqualTo(ROUTED);
  }

  private static Verdict saidBy(String version, Outcome outcome, Set<Flag> flags, String problem) {
    return new Verdict(
        outcome,
        Map.of(),
        Set.of(),
        List.of("a note"),
        new Explanation(
            new RuleSetVersion(version), Optional.empty(), List.of(), flags, problem, 1));
  }

  private static EvaluatorPool pool(Verdict verdict) {
    return new EvaluatorPool(
        new RuleSet() {
          @Override
          public RuleSetVersion version() {
            return verdict.explanation().version();
          }

          @Override
          public List<RuleInfo> rules() {
            return List.of();
          }

          @Override
          public Evaluator newEvaluator(EvaluationLimits limits, LongSupplier nanoTime) {
            return newEvaluator();
          }

          @Override
          public List<TracedRule> trace(Facts facts) {
            return List.of();
          }

          @Override
          public Evaluator newEvaluator() {
            return new Evaluator() {
              @Override
              public Verdict evaluate(Facts facts) {
                return verdict;
              }

              @Override
              public void close() {}
            };
          }

          @Override
          public void close() {}
        });
  }

  @Test
  void canary_decidesForItsUsers_andForNobodyElse() throws Exception {
    Verdict rejected = saidBy("222222222222", new Outcome.Reject("no"), Set.of(), "");
    canaries.put("carla", pool(rejected));

    Decided carla = decider.decide(statement("carla"));
    Decided alice = decider.decide(statement("alice"));

    assertThat(carla.verdict()).isEqualTo(rejected);
    assertThat(carla.by()).isEqualTo(DecidedBy.CANARY);
    assertThat(alice.verdict()).isEqualTo(ROUTED);
    assertThat(alice.by()).isEqualTo(DecidedBy.ACTIVE);
  }

  @ParameterizedTest
  @EnumSource(names = {"RULE_FAILED", "OVER_BUDGET", "FIRING_LIMIT"})
  void canaryThatComesToNoVerdict_leavesItToTheActiveRules_whichSaySo(Flag flag) throws Exception {
    canaries.put(
        "carla", pool(saidBy("222222222222", new Outcome.Unrouted(), Set.of(flag), "rule 'x'")));

    Decided decided = decider.decide(statement("carla"));

    assertThat(decided.verdict().outcome()).isEqualTo(ROUTED.outcome());
    assertThat(decided.verdict().explanation()).isEqualTo(ROUTED.explanation());
    assertThat(decided.verdict().notes())
        .containsExactly(
            "canary 222222222222 came to no verdict, so the active rules decided: rule 'x'");
    assertThat(decided.by()).isEqualTo(DecidedBy.ACTIVE_INSTEAD);
  }

  @Test
  void canaryThatHasEnded_leavesItToTheActiveRules() throws Exception {
    EvaluatorPool ended = pool(saidBy("222222222222", new Outcome.Unrouted(), Set.of(), ""));
    ended.close();
    canaries.put("carla", ended);

    Decided decided = decider.decide(statement("carla"));

    assertThat(decided.verdict()).isEqualTo(ROUTED);
    assertThat(decided.by()).isEqualTo(DecidedBy.ACTIVE);
  }

  @Test
  void newRules_areUsedByTheNextStatement_andTheOldEvaluatorsClosed() throws Exception {
    for (int i = 0; i < 10; i++) {
      decider.decide(statement("alice"));
    }
    int before = made.get();
    EvaluatorPool old = pool;
    pool = new EvaluatorPool(new Rules());
    old.close();

    for (int i = 0; i < 10; i++) {
      decider.decide(statement("alice"));
    }

    assertThat(made.get()).isGreaterThan(before);
    assertThat(closed.get()).isPositive();
  }
}
