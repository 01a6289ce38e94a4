package io.sluice.broker.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.audit.AuditEvent;
import io.sluice.broker.audit.AuditStore;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.audit.QueryState;
import io.sluice.broker.audit.Records;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.Stores;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Learned;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every database must do for the cost of statements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LearnedContract {
  private static final String SHAPE = "5f2b6a1c9d0e4f77";

  private final Deque<Runnable> background = new ArrayDeque<>();
  private Store store;
  private long nanos;
  private LearnedCosts costs;
  private AuditStore audit;

  /** The address of a database of the test's own. */
  abstract String url();

  @BeforeAll
  void open() {
    store = Stores.open(url());
  }

  @BeforeEach
  void clear() {
    Stores.clear(store);
    background.clear();
    costs = new LearnedCosts(store, background::add, () -> nanos);
    audit = AuditStore.in(store, List.of(costs));
  }

  @AfterAll
  void close() {
    store.close();
  }

  private static QueryEnd end(int number, long cpuMillis) {
    return new QueryEnd(
        Records.queryId(number),
        Optional.of(new ClusterName("etl-1")),
        QueryState.FINISHED,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(10 * cpuMillis),
        OptionalLong.of(cpuMillis),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.of(1000 * cpuMillis),
        Records.NOON.plusSeconds(number));
  }

  private void run(int from, int to) {
    var events = new ArrayList<AuditEvent>();
    for (int number = from; number <= to; number++) {
      events.add(Records.decision().number(number));
      events.add(end(number, 1000L * number));
    }
    audit.write(events);
  }

  private void work() {
    while (!background.isEmpty()) {
      background.pop().run();
    }
  }

  private Learned known() {
    costs.of(SHAPE);
    work();
    return costs.of(SHAPE);
  }

  @Test
  void a_fingerprint_has_learned_nothing_until_it_is_read() {
    run(1, 100);

    assertThat(costs.of(SHAPE)).isEqualTo(Learned.NOTHING);
    work();

    assertThat(costs.of(SHAPE))
        .isEqualTo(new Learned(100, 50, 95, 50_000_000, 95_000_000, 500, 950));
    assertThat(costs.of("another")).isEqualTo(Learned.NOTHING);
    assertThat(costs.of("")).isEqualTo(Learned.NOTHING);
  }

  @Test
  void only_runs_that_ended_well_count() {
    run(1, 2);
    audit.write(
        List.of(
            Records.decision().number(3),
            Records.end(3, QueryState.FAILED),
            Records.decision().number(4),
            Records.decision().fingerprint("other").number(5),
            end(5, 7)));

    assertThat(known().runs()).isEqualTo(2);
    assertThat(known().medianCpuSeconds()).isEqualTo(1);
  }

  @Test
  void figures_that_a_cluster_did_not_tell_are_left_out() {
    audit.write(
        List.of(
            Records.decision().number(1),
            QueryEnd.bare(
                Records.queryId(1), Optional.empty(), QueryState.FINISHED, Records.NOON)));

    assertThat(known()).isEqualTo(new Learned(1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void the_newest_two_hundred_count() {
    run(1, 250);

    assertThat(known().runs()).isEqualTo(200);
    assertThat(known().medianCpuSeconds()).isEqualTo(150);
  }

  @Test
  void another_run_is_known_once_it_is_delivered() {
    run(1, 1);
    assertThat(known().runs()).isEqualTo(1);

    run(2, 3);
    work();

    assertThat(costs.of(SHAPE).runs()).isEqualTo(3);
  }

  @Test
  void a_statement_that_runs_all_the_time_is_read_every_ten_seconds() {
    run(1, 30);
    assertThat(known().runs()).isEqualTo(30);

    run(31, 32);
    work();
    assertThat(known().runs()).isEqualTo(30);
    nanos += Duration.ofSeconds(11).toNanos();

    assertThat(known().runs()).isEqualTo(32);
  }

  @Test
  void runs_that_another_broker_delivered_are_known_a_minute_later() {
    run(1, 1);
    assertThat(known().runs()).isEqualTo(1);
    AuditStore.in(store).write(List.of(Records.decision().number(2), end(2, 5)));
    assertThat(known().runs()).isEqualTo(1);

    nanos += Duration.ofSeconds(61).toNanos();

    assertThat(known().runs()).isEqualTo(2);
  }

  @Test
  void a_start_reads_the_newest_statements_ahead() {
    run(1, 5);
    costs = new LearnedCosts(store, background::add, () -> nanos);

    costs.start();
    work();

    assertThat(costs.of(SHAPE).runs()).isEqualTo(5);
  }

  @Test
  void quantiles_are_values_that_were_there() {
    assertThat(RunTable.quantile(new long[0], 95)).isZero();
    assertThat(RunTable.quantile(new long[] {7}, 50)).isEqualTo(7);
    assertThat(RunTable.quantile(new long[] {1, 2}, 50)).isEqualTo(1);
    assertThat(RunTable.quantile(new long[] {1, 2, 3}, 50)).isEqualTo(2);
    assertThat(RunTable.quantile(new long[] {1, 2, 3}, 95)).isEqualTo(3);
  }
}
