package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.cluster.ClusterState;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.Stores;
import io.sluice.rules.fact.ClusterName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every database must do for the audit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuditStoreContract {
  private Store database;
  private AuditStore store;

  /** The address of a database of the test's own. */
  abstract String url();

  @BeforeAll
  void open() {
    database = Stores.open(url());
    store = AuditStore.in(database);
  }

  @BeforeEach
  void clear() {
    Stores.clear(database);
  }

  @AfterAll
  void close() {
    database.close();
  }

  private List<DecisionId> found(DecisionFilter filter) {
    return store.search(filter, Optional.empty(), 100).stream()
        .map(logged -> logged.decision().id())
        .toList();
  }

  private static DecisionId id(int number) {
    return Records.decision().number(number).id();
  }

  @Test
  void a_decision_is_found_as_it_was_by_its_id_and_its_query() {
    DecisionRecord decision = Records.decision().number(1);
    store.write(List.of(decision, Records.decision().number(2)));

    var logged = new LoggedDecision(decision, Optional.empty());
    assertThat(store.find(decision.id())).contains(logged);
    assertThat(store.byQuery(Records.queryId(1))).contains(logged);
    assertThat(store.clusterOf(Records.queryId(1))).contains(new ClusterName("etl-1"));
    assertThat(store.find(id(3))).isEmpty();
    assertThat(store.byQuery(Records.queryId(3))).isEmpty();
    assertThat(store.clusterOf(Records.queryId(3))).isEmpty();
  }

  @Test
  void events_that_are_written_again_change_nothing() {
    List<AuditEvent> events =
        List.of(Records.decision().number(1), Records.end(1, QueryState.FINISHED));
    store.write(events);
    store.write(List.of(events.get(0), events.get(1), Records.decision().number(2)));
    store.write(List.of(events.get(0), events.get(0)));

    assertThat(found(DecisionFilter.all())).containsExactly(id(2), id(1));
    assertThat(store.find(id(1)).orElseThrow().end()).contains(Records.end(1, QueryState.FINISHED));
  }

  @Test
  void an_end_that_comes_before_its_decision_is_not_lost() {
    store.write(List.of(Records.end(1, QueryState.FAILED)));
    store.write(List.of(Records.decision().number(1)));

    assertThat(store.byQuery(Records.queryId(1)).orElseThrow().end())
        .contains(Records.end(1, QueryState.FAILED));
  }

  @Test
  void the_last_end_of_a_query_stays() {
    store.write(
        List.of(
            Records.decision().number(1),
            Records.end(1, QueryState.CANCELED),
            Records.end(1, QueryState.FAILED)));
    store.write(List.of(Records.end(1, QueryState.FINISHED)));

    assertThat(store.find(id(1)).orElseThrow().end()).contains(Records.end(1, QueryState.FINISHED));
  }

  @Test
  void a_decision_without_group_cluster_and_query_is_kept() {
    DecisionRecord whole = Records.decision().number(1);
    var rejected =
        new DecisionRecord(
            whole.id(),
            whole.replica(),
            whole.query(),
            whole.sql(),
            whole.usages(),
            whole.learned(),
            whole.moment(),
            whole.fleet(),
            whole.verdict(),
            DecisionOutcome.REJECTED,
            Optional.empty(),
            Optional.of("not on Sundays"),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty());
    store.write(List.of(rejected));

    assertThat(store.find(whole.id())).contains(new LoggedDecision(rejected, Optional.empty()));
  }

  @Test
  void texts_of_any_length_and_any_characters_are_kept() {
    DecisionRecord decision =
        Records.decision()
            .user("ü".repeat(300))
            .rules("r".repeat(300), "s")
            .text("SELECT '\uD83D\uDE00%_!\\'" + " ".repeat(70_000))
            .number(1);
    store.write(List.of(decision));

    assertThat(store.find(decision.id()).orElseThrow().decision()).isEqualTo(decision);
    assertThat(found(new Wanted().user("ü".repeat(300)).filter())).hasSize(1);
    assertThat(found(new Wanted().rule("r".repeat(300)).filter())).hasSize(1);
  }

  @Test
  void the_character_nul_in_a_statement_stops_nothing() {
    store.write(List.of(Records.decision().text("SELECT 'a\u0000b'").number(1)));

    assertThat(store.find(id(1)).orElseThrow().decision().sql().text())
        .isEqualTo("SELECT 'a\uFFFDb'");
  }

  @Test
  void each_condition_filters() {
    DecisionRecord plain = Records.decision().number(1);
    DecisionRecord other =
        Records.decision()
            .user("bob")
            .source("superset")
            .group("adhoc")
            .cluster("adhoc-2")
            .rules("tidy up", "adhoc for all")
            .outcome(DecisionOutcome.DEFAULTED)
            .text("select 100%_Sure! from DUAL")
            .number(2);
    store.write(List.of(plain, other, Records.end(2, QueryState.FAILED)));

    assertThat(found(new Wanted().user("bob").filter())).containsExactly(other.id());
    assertThat(found(new Wanted().source("superset").filter())).containsExactly(other.id());
    assertThat(found(new Wanted().group("adhoc").filter())).containsExactly(other.id());
    assertThat(found(new Wanted().cluster("adhoc-2").filter())).containsExactly(other.id());
    assertThat(found(new Wanted().rule("tidy up").filter())).containsExactly(other.id());
    assertThat(found(new Wanted().rule("adhoc for all").filter())).containsExactly(other.id());
    assertThat(found(new Wanted().outcome(DecisionOutcome.DEFAULTED).filter()))
        .containsExactly(other.id());
    assertThat(found(new Wanted().state(QueryState.FAILED).filter())).containsExactly(other.id());
    assertThat(found(new Wanted().state(QueryState.RUNNING).filter())).containsExactly(plain.id());
    assertThat(found(new Wanted().state(QueryState.FINISHED).filter())).isEmpty();
    assertThat(found(new Wanted().text("100%_sURE! From dual").filter()))
        .containsExactly(other.id());
    assertThat(found(new Wanted().text("%").filter())).containsExactly(other.id());
    assertThat(found(new Wanted().text("SALES.public").filter())).containsExactly(plain.id());
    assertThat(found(new Wanted().text("nothing like it").filter())).isEmpty();
    assertThat(found(new Wanted().user("bob").source("airflow").filter())).isEmpty();
    assertThat(
            found(
                new Wanted()
                    .rule("tidy up")
                    .user("bob")
                    .state(QueryState.FAILED)
                    .between(Records.NOON, Records.NOON.plusSeconds(9))
                    .filter()))
        .containsExactly(other.id());
    assertThat(found(new Wanted().rule("tidy up").user("ada").filter())).isEmpty();
  }

  @Test
  void from_is_the_first_moment_wanted_and_to_the_first_that_is_not() {
    store.write(
        IntStream.range(0, 5).<AuditEvent>mapToObj(i -> Records.decision().number(i)).toList());

    Instant one = Records.NOON.plusSeconds(1);
    Instant three = Records.NOON.plusSeconds(3);
    assertThat(found(new Wanted().between(one, three).filter())).containsExactly(id(2), id(1));
    assertThat(found(new Wanted().between(Instant.MIN, one).filter())).containsExactly(id(0));
    assertThat(found(new Wanted().between(three, Instant.MAX).filter()))
        .containsExactly(id(4), id(3));
  }

  private static ClusterTransition transition(String cluster, int second) {
    return new ClusterTransition(
        new ClusterName(cluster),
        second % 2 == 0 ? ClusterState.HEALTHY : ClusterState.UNHEALTHY,
        second % 2 == 0 ? ClusterState.UNHEALTHY : ClusterState.HEALTHY,
        Records.NOON.plusSeconds(second),
        "reset \u0000 by peer",
        "broker-1");
  }

  private List<Instant> history(String cluster, Optional<String> before, int limit) {
    return new TransitionLog(database)
        .list(new ClusterName(cluster), before, limit).stream()
            .map(kept -> kept.transition().at())
            .toList();
  }

  @Test
  void changes_of_states_are_kept_once_and_told_newest_first_cluster_by_cluster() {
    store.write(List.of(transition("etl-1", 1), transition("etl-2", 2), transition("etl-1", 3)));
    store.write(List.of(transition("etl-1", 3), transition("etl-1", 2)));

    List<KeptTransition> kept =
        new TransitionLog(database).list(new ClusterName("etl-1"), Optional.empty(), 10);
    assertThat(history("etl-1", Optional.empty(), 10))
        .containsExactly(
            Records.NOON.plusSeconds(3), Records.NOON.plusSeconds(2), Records.NOON.plusSeconds(1));
    assertThat(history("etl-1", Optional.of(kept.getFirst().id()), 1))
        .containsExactly(Records.NOON.plusSeconds(2));
    assertThat(kept.getFirst().transition().reason()).isEqualTo("reset \uFFFD by peer");
    assertThat(kept.getFirst().transition().to()).isEqualTo(ClusterState.HEALTHY);
    assertThat(history("etl-9", Optional.empty(), 10)).isEmpty();
  }

  @Test
  void of_each_cluster_the_newest_thousand_changes_are_kept() {
    store.write(List.of(transition("etl-2", 0)));
    for (int batch = 0; batch < 3; batch++) {
      int first = batch * 400;
      store.write(
          IntStream.range(first, first + 400)
              .<AuditEvent>mapToObj(i -> transition("etl-1", i))
              .toList());
    }

    List<Instant> left = history("etl-1", Optional.empty(), 2000);
    assertThat(left).hasSize(1000).startsWith(Records.NOON.plusSeconds(1199));
    assertThat(left).endsWith(Records.NOON.plusSeconds(200));
    assertThat(history("etl-2", Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void pages_go_on_where_they_ended_whatever_is_added_meanwhile() {
    store.write(
        IntStream.range(0, 25)
            .<AuditEvent>mapToObj(i -> Records.decision().number(2 * i))
            .toList());

    List<DecisionId> seen = new ArrayList<>();
    Optional<DecisionId> last = Optional.empty();
    for (int page = 0; page < 3; page++) {
      for (LoggedDecision logged : store.search(DecisionFilter.all(), last, 10)) {
        seen.add(logged.decision().id());
      }
      last = Optional.of(seen.getLast());
      // New ones come before the page that was read, and a late one of another replica too.
      store.write(
          List.of(Records.decision().number(100 + page), Records.decision().number(49 - 2 * page)));
    }

    assertThat(seen).isEqualTo(IntStream.range(0, 25).mapToObj(i -> id(48 - 2 * i)).toList());
  }
}
