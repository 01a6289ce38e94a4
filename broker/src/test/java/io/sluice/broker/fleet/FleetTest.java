package io.sluice.broker.fleet;

import static io.sluice.broker.fleet.Clusters.healthy;
import static io.sluice.broker.fleet.Clusters.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.Thresholds;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.ClusterWish;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FleetTest {
  private static final GroupName ETL = new GroupName("etl");
  private static final Sql SELECT_1 =
      new SqlAnalyzer(SqlLimits.DEFAULT).analyze("SELECT 1", SqlContext.NONE);

  private final LiveQueries liveQueries = new LiveQueries(Ticker.systemTicker());
  private final Fleet fleet =
      new Fleet(
          List.of(
              new GroupSpec(
                  new GroupName("adhoc"),
                  "round-robin",
                  List.of(new GroupName("spare")),
                  Thresholds.NONE),
              new GroupSpec(ETL, "round-robin", List.of(new GroupName("adhoc")), Thresholds.NONE)),
          new GroupName("adhoc"),
          new Health.Hysteresis(2, 3),
          liveQueries,
          () -> Instant.EPOCH);
  private final Chooser chooser = new Chooser(fleet, "", new Random(1));

  @BeforeEach
  void fill() {
    fleet.add(spec("adhoc-1", "adhoc"), ClusterWish.ACTIVE);
    fleet.add(spec("adhoc-2", "adhoc"), ClusterWish.ACTIVE);
    fleet.add(spec("etl-1", "etl"), ClusterWish.ACTIVE);
    fleet.add(spec("spare-1", "spare"), ClusterWish.ACTIVE);
    fleet.add(spec("presto-1", "adhoc", Dialect.PRESTO, 1, 10), ClusterWish.ACTIVE);
    fleet.clusters().forEach(Clusters::healthy);
  }

  private FleetCluster cluster(String name) {
    return fleet.find(new ClusterName(name)).orElseThrow();
  }

  private static Outcome.Route route(String group, boolean strict, String... fallbacks) {
    return new Outcome.Route(
        new GroupName(group),
        Arrays.stream(fallbacks).map(GroupName::new).toList(),
        strict,
        Optional.empty(),
        Optional.empty());
  }

  private static Outcome.Route pinned(String group, String cluster) {
    return new Outcome.Route(
        new GroupName(group),
        List.of(),
        false,
        Optional.of(new ClusterName(cluster)),
        Optional.empty());
  }

  private List<Candidate> candidates(Outcome outcome, Dialect dialect) {
    return chooser.candidates(outcome, Query.of("ann", dialect), SELECT_1).all();
  }

  private List<String> toTry(Outcome outcome) {
    return toTry(outcome, Dialect.TRINO);
  }

  private List<String> toTry(Outcome outcome, Dialect dialect) {
    return candidates(outcome, dialect).stream()
        .filter(candidate -> candidate.excluded().isEmpty())
        .map(candidate -> candidate.cluster().name().value())
        .toList();
  }

  private Optional<String> excluded(Outcome outcome, String cluster) {
    return candidates(outcome, Dialect.TRINO).stream()
        .filter(candidate -> candidate.cluster().name().value().equals(cluster))
        .findFirst()
        .orElseThrow()
        .excluded();
  }

  @Test
  void unrouted_goesToTheDefaultGroup_andItsFallback() {
    assertThat(toTry(new Outcome.Unrouted())).containsExactly("adhoc-1", "adhoc-2", "spare-1");
  }

  @Test
  void route_triesTheGroup_thenTheRulesFallbacks_thenTheGroupsOwn() {
    assertThat(toTry(route("etl", false, "spare")))
        .containsExactly("etl-1", "spare-1", "adhoc-1", "adhoc-2");
  }

  @Test
  void route_thatIsStrict_hasNoFallbacks() {
    assertThat(toTry(route("etl", true))).containsExactly("etl-1");
    cluster("etl-1").trafficFailed("reset");
    assertThat(toTry(route("etl", true))).isEmpty();
  }

  @Test
  void pin_leavesOneCluster_andSaysWhyNoOther() {
    assertThat(toTry(pinned("adhoc", "adhoc-2"))).containsExactly("adhoc-2");
    assertThat(excluded(pinned("adhoc", "adhoc-2"), "adhoc-1")).contains("the rule pins adhoc-2");
    cluster("adhoc-2").trafficFailed("reset");
    assertThat(toTry(pinned("adhoc", "adhoc-2"))).isEmpty();
  }

  @Test
  void dialect_ofTheClient_isKept() {
    assertThat(toTry(new Outcome.Unrouted(), Dialect.PRESTO)).containsExactly("presto-1");
    assertThat(excluded(new Outcome.Unrouted(), "presto-1"))
        .contains("speaks PRESTO, the client TRINO");
  }

  @Test
  void reject_hasNoCandidates() {
    assertThat(candidates(new Outcome.Reject("no"), Dialect.TRINO)).isEmpty();
  }

  @Test
  void unhealthyCluster_isLeftOut_withItsReason_andReturnsAfterThreeGoodProbes() {
    cluster("adhoc-1").trafficFailed("connection refused");
    assertThat(toTry(new Outcome.Unrouted())).containsExactly("adhoc-2", "spare-1");
    assertThat(excluded(new Outcome.Unrouted(), "adhoc-1"))
        .contains("UNHEALTHY: connection refused");

    healthy(cluster("adhoc-1"));
    healthy(cluster("adhoc-1"));
    assertThat(toTry(new Outcome.Unrouted())).doesNotContain("adhoc-1");
    healthy(cluster("adhoc-1"));

    assertThat(toTry(new Outcome.Unrouted())).contains("adhoc-1");
  }

  @Test
  void drainingCluster_getsNothingNew_andIsDrainedWhenItsQueriesHaveEnded() {
    var query = new QueryId("20261123_043710_00001_aaaaa");
    liveQueries.began(query, new ClusterName("adhoc-1"));

    fleet.wish(new ClusterName("adhoc-1"), ClusterWish.DRAINING);
    assertThat(cluster("adhoc-1").state()).isEqualTo(ClusterState.DRAINING);
    assertThat(toTry(new Outcome.Unrouted())).doesNotContain("adhoc-1");
    liveQueries.ended(query);

    assertThat(cluster("adhoc-1").state()).isEqualTo(ClusterState.DRAINED);
    assertThat(toTry(new Outcome.Unrouted())).doesNotContain("adhoc-1");
  }

  @Test
  void activatedCluster_mustAnswerAProbe_beforeItGetsStatements() {
    fleet.wish(new ClusterName("adhoc-1"), ClusterWish.INACTIVE);
    assertThat(cluster("adhoc-1").state()).isEqualTo(ClusterState.INACTIVE);

    fleet.wish(new ClusterName("adhoc-1"), ClusterWish.ACTIVE);
    assertThat(cluster("adhoc-1").state()).isEqualTo(ClusterState.STARTING);
    assertThat(toTry(new Outcome.Unrouted())).doesNotContain("adhoc-1");
    healthy(cluster("adhoc-1"));

    assertThat(toTry(new Outcome.Unrouted())).contains("adhoc-1");
  }

  @Test
  void movedCluster_isUnknownAgain() {
    fleet.replace(
        ClusterSpec.of(
            new ClusterName("adhoc-1"),
            URI.create("http://elsewhere:8080"),
            new GroupName("adhoc")));

    assertThat(cluster("adhoc-1").state()).isEqualTo(ClusterState.STARTING);
    assertThat(cluster("adhoc-1").target().address().host()).isEqualTo("elsewhere");
  }

  @Test
  void emptyGroup_hasNoCandidates_butItsFallbackHas() {
    fleet.remove(new ClusterName("etl-1"));

    assertThat(toTry(route("etl", false))).containsExactlyInAnyOrder("adhoc-1", "adhoc-2");
    assertThat(toTry(route("nowhere", false))).isEmpty();
  }
}
