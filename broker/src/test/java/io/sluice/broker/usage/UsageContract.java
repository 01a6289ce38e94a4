package io.sluice.broker.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.audit.AuditEvent;
import io.sluice.broker.audit.AuditStore;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.audit.QueryState;
import io.sluice.broker.audit.Records;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.broker.query.Asker;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.Stores;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every database must do for the usage of users and teams. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UsageContract {
  /** Of the end that {@link Records} makes. */
  private static final double CPU_SECONDS = 9.001;

  private static final long BYTES = 987_654;
  private static final Asker ADA = new Asker("ada", Set.of("finance", "emea"), "5f2b6a1c9d0e4f77");

  private Store store;
  private Instant now = Records.NOON.plusSeconds(60);
  private LiveQueries live;
  private GatheredUsage usage;
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
    now = Records.NOON.plusSeconds(60);
    live = new LiveQueries(Ticker.systemTicker());
    usage = gathered("one");
    audit = AuditStore.in(store, List.of(usage));
  }

  @AfterAll
  void close() {
    store.close();
  }

  private GatheredUsage gathered(String writer) {
    return new GatheredUsage(store, live, () -> now, writer, Duration.ofHours(1));
  }

  private static List<AuditEvent> run(int number) {
    return List.of(Records.decision().number(number), Records.end(number, QueryState.FINISHED));
  }

  private static Usage ended(String kind, String name, int hour, int day) {
    return new Usage(
        kind,
        name,
        0,
        0,
        hour,
        hour * 9001 / 1000.0,
        hour * BYTES,
        day,
        day * 9001 / 1000.0,
        day * BYTES);
  }

  private Usage read(String kind, String name) {
    usage.read();
    return usage.of(kind, name);
  }

  @Test
  void ended_queries_count_for_their_user_and_for_each_team() {
    audit.write(run(1));
    audit.write(
        List.of(Records.decision().user("bob").number(2), Records.end(2, QueryState.FAILED)));

    assertThat(read("user", "ada")).isEqualTo(ended("user", "ada", 1, 1));
    assertThat(usage.of("user", "ada").cpuSecondsLastDay()).isEqualTo(CPU_SECONDS);
    assertThat(usage.of("team", "finance")).isEqualTo(ended("team", "finance", 2, 2));
    assertThat(usage.of("team", "emea")).isEqualTo(ended("team", "emea", 2, 2));
    assertThat(usage.of("team", "ada")).isEqualTo(Usage.none("team", "ada"));
    assertThat(usage.of("user", "finance")).isEqualTo(Usage.none("user", "finance"));
  }

  @Test
  void events_that_are_written_again_count_once() {
    audit.write(run(1));
    audit.write(run(1));
    var both = new ArrayList<>(run(1));
    both.addAll(run(1));
    audit.write(both);

    assertThat(read("user", "ada")).isEqualTo(ended("user", "ada", 1, 1));
  }

  @Test
  void an_end_that_comes_before_its_decision_counts_when_that_comes() {
    audit.write(List.of(Records.end(1, QueryState.FINISHED)));
    assertThat(read("user", "ada")).isEqualTo(Usage.none("user", "ada"));

    audit.write(List.of(Records.decision().number(1)));

    assertThat(read("user", "ada")).isEqualTo(ended("user", "ada", 1, 1));
  }

  @Test
  void a_second_end_of_a_query_replaces_the_first() {
    QueryEnd bare =
        QueryEnd.bare(
            Records.queryId(1),
            Optional.of(new ClusterName("etl-1")),
            QueryState.CANCELED,
            Records.NOON.plusSeconds(3));
    audit.write(List.of(Records.decision().number(1), bare));
    Usage first = read("user", "ada");
    audit.write(List.of(Records.end(1, QueryState.FINISHED)));

    assertThat(first.queriesLastHour()).isEqualTo(1);
    assertThat(first.cpuSecondsLastHour()).isZero();
    assertThat(read("user", "ada")).isEqualTo(ended("user", "ada", 1, 1));
  }

  @Test
  void what_no_cluster_accepted_does_not_count() {
    audit.write(
        List.of(
            Records.decision().number(1),
            QueryEnd.bare(Records.queryId(1), Optional.empty(), QueryState.FAILED, Records.NOON)));

    assertThat(read("user", "ada")).isEqualTo(Usage.none("user", "ada"));
  }

  @Test
  void another_broker_on_the_store_sees_it_and_both_add_up() {
    var other = gathered("two");
    other.read();
    audit.write(run(1));
    AuditStore.in(store, List.of(other)).write(run(2));

    other.read();

    assertThat(other.of("user", "ada")).isEqualTo(ended("user", "ada", 2, 2));
    assertThat(read("user", "ada")).isEqualTo(ended("user", "ada", 2, 2));
  }

  @Test
  void the_hour_and_the_day_go_by() {
    audit.write(run(1));
    usage.read();

    now = Records.NOON.plus(Duration.ofMinutes(66));
    assertThat(usage.of("user", "ada")).isEqualTo(ended("user", "ada", 0, 1));
    audit.write(run(4000));
    assertThat(read("user", "ada")).isEqualTo(ended("user", "ada", 1, 2));

    now = Records.NOON.plus(Duration.ofMinutes(24 * 60 + 6));
    assertThat(usage.of("user", "ada")).isEqualTo(ended("user", "ada", 0, 1));
    now = Records.NOON.plus(Duration.ofHours(26));
    assertThat(read("user", "ada")).isEqualTo(Usage.none("user", "ada"));
    assertThat(rows()).isZero();
  }

  private int rows() {
    return store.read(handle ->
        handle.createQuery("SELECT COUNT(*) FROM usage_bucket").mapTo(Integer.class).one());
  }

  @Test
  void an_end_that_this_broker_saw_counts_at_once_and_once_only() {
    usage.read();
    usage.ended(ADA, Records.end(1, QueryState.FINISHED));
    assertThat(usage.of("user", "ada")).isEqualTo(ended("user", "ada", 1, 1));
    assertThat(read("team", "emea")).isEqualTo(ended("team", "emea", 1, 1));

    audit.write(run(1));
    assertThat(usage.of("user", "ada")).isEqualTo(ended("user", "ada", 1, 1));
    assertThat(read("user", "ada")).isEqualTo(ended("user", "ada", 1, 1));

    usage.ended(ADA, Records.end(2, QueryState.FINISHED));
    assertThat(read("user", "ada")).isEqualTo(ended("user", "ada", 2, 2));
  }

  @Test
  void a_process_that_begins_anew_knows_what_the_last_one_wrote() {
    audit.write(run(1));
    usage = gathered("two");

    assertThat(read("user", "ada")).isEqualTo(ended("user", "ada", 1, 1));
  }

  @Test
  void live_queries_count_as_queued_and_running() {
    live.began(Records.queryId(1), new ClusterName("etl-1"), ADA);
    assertThat(usage.of("user", "ada").queued()).isEqualTo(1);
    assertThat(usage.of("team", "emea").queued()).isEqualTo(1);

    live.polled(Records.queryId(1), new ClusterName("etl-1"), false);

    assertThat(usage.of("user", "ada")).matches(it -> it.queued() == 0 && it.running() == 1);
  }

  @Test
  void askers_of_queries_are_found_by_their_decisions() {
    audit.write(run(1));

    assertThat(
            new io.sluice.broker.audit.Askers(store)
                .of(Set.of(Records.queryId(1), Records.queryId(2))))
        .isEqualTo(Map.of(Records.queryId(1), ADA));
  }

  @Test
  void names_beyond_a_column_are_cut_and_still_found() {
    String name = "ü".repeat(300);
    audit.write(
        List.of(Records.decision().user(name).number(1), Records.end(1, QueryState.FINISHED)));

    assertThat(read("user", name)).isEqualTo(ended("user", name, 1, 1));
  }
}
