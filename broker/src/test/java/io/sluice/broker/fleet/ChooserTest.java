package io.sluice.broker.fleet;

import static io.sluice.broker.fleet.Clusters.serving;
import static io.sluice.broker.fleet.Clusters.withCatalogs;
import static io.sluice.broker.fleet.Clusters.withLoad;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.Thresholds;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.ClusterWish;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Query;
import io.sluice.rules.sql.PreparedStatements;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which clusters may take a statement, in which order, and why not the others. */
final class ChooserTest {
  private static final GroupName ADHOC = new GroupName("adhoc");
  private static final GroupName SPARE = new GroupName("spare");
  private static final SqlAnalyzer SQL = new SqlAnalyzer(SqlLimits.DEFAULT);

  private final LiveQueries liveQueries = new LiveQueries(Ticker.systemTicker());
  private final Fleet fleet =
      new Fleet(
          List.of(
              new GroupSpec(
                  ADHOC,
                  "least-loaded",
                  List.of(SPARE),
                  new Thresholds(OptionalInt.of(20), OptionalInt.of(8), OptionalDouble.of(0.9))),
              new GroupSpec(SPARE, "priority", List.of(), Thresholds.NONE)),
          ADHOC,
          new Health.Hysteresis(1, 1),
          liveQueries,
          () -> Instant.EPOCH);
  private final Chooser chooser = new Chooser(fleet, "eu", new Random(1));

  @BeforeEach
  void fill() {
    fleet.add(serving("adhoc-1", "us", Membership.of(ADHOC)), ClusterWish.ACTIVE);
    fleet.add(
        serving("adhoc-2", "eu", Membership.of(ADHOC), new Membership(SPARE, 1, 5)),
        ClusterWish.ACTIVE);
    fleet.add(serving("spare-1", "eu", new Membership(SPARE, 1, 0)), ClusterWish.ACTIVE);
    fleet.clusters().forEach(Clusters::healthy);
  }

  private FleetCluster cluster(String name) {
    return fleet.find(new ClusterName(name)).orElseThrow();
  }

  private Candidates candidates(Outcome outcome, String sql) {
    var session = new SqlContext("", "", PreparedStatements.NONE);
    return chooser.candidates(outcome, Query.of("ann", Dialect.TRINO), SQL.analyze(sql, session));
  }

  private Candidates candidates(String sql) {
    return candidates(new Outcome.Unrouted(), sql);
  }

  private static Outcome.Route selecting(String policy) {
    return new Outcome.Route(ADHOC, List.of(), true, Optional.empty(), Optional.of(policy));
  }

  private static List<String> toTry(Candidates candidates) {
    return candidates.all().stream()
        .filter(candidate -> candidate.excluded().isEmpty())
        .map(candidate -> candidate.cluster().name().value())
        .toList();
  }

  private static String reason(Candidates candidates, String cluster) {
    return candidates.all().stream()
        .filter(candidate -> candidate.cluster().name().value().equals(cluster))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  @Test
  void clusterOfTwoGroups_isTriedOnce() {
    assertThat(toTry(candidates("SELECT 1"))).containsExactly("adhoc-1", "adhoc-2", "spare-1");
  }

  @Test
  void clusterBeyondThresholds_comesAfterThoseOfAllGroups_withItsReason() {
    cluster("adhoc-1").told(withLoad(3, 25, 0.5));

    Candidates candidates = candidates("SELECT 1");

    assertThat(toTry(candidates)).containsExactly("adhoc-2", "spare-1", "adhoc-1");
    assertThat(reason(candidates, "adhoc-1")).isEqualTo("queued 25 (threshold: 20)");
    assertThat(reason(candidates, "adhoc-2")).isEmpty();
  }

  @Test
  void thresholds_areThoseOfTheGroup_soAFallbackMayStillTakeTheSameCluster() {
    cluster("adhoc-1").told(withLoad(9, 21, 0.95));
    cluster("adhoc-2").told(withLoad(9, 0, 0));

    Candidates candidates = candidates("SELECT 1");

    assertThat(toTry(candidates)).containsExactly("spare-1", "adhoc-2", "adhoc-1");
    assertThat(candidates.all().get(1).group()).isEqualTo(SPARE);
    assertThat(reason(candidates, "adhoc-2")).isEmpty();
    assertThat(reason(candidates, "adhoc-1"))
        .isEqualTo(
            "queued 21 (threshold: 20), running 9 (threshold: 8), CPU 95 % (threshold: 90 %)");
  }

  @Test
  void clusterAtItsThresholds_isWithinThem() {
    cluster("adhoc-1").told(withLoad(8, 20, 0.9));

    assertThat(reason(candidates("SELECT 1"), "adhoc-1")).isEmpty();
  }

  @Test
  void strictRoute_staysInItsGroup_evenBeyondThresholds() {
    cluster("adhoc-1").told(withLoad(9, 0, 0));
    cluster("adhoc-2").told(withLoad(9, 0, 0));
    var strict = new Outcome.Route(ADHOC, List.of(), true, Optional.empty(), Optional.empty());

    Candidates candidates = candidates(strict, "SELECT 1");

    assertThat(toTry(candidates)).containsExactly("adhoc-1", "adhoc-2");
    assertThat(candidates.because(candidates.all().getFirst()))
        .isEqualTo("least-loaded: 9 of 10, next adhoc-2 with 9 of 10; running 9 (threshold: 8)");
  }

  @Test
  void thresholds_countWhatIsOnItsWay_sinceTheLastProbe() {
    cluster("adhoc-1").told(withLoad(7, 0, 0));
    assertThat(reason(candidates("SELECT 1"), "adhoc-1")).isEmpty();

    cluster("adhoc-1").submissionBegins();
    cluster("adhoc-1").submissionBegins();

    assertThat(reason(candidates("SELECT 1"), "adhoc-1")).isEqualTo("running 9 (threshold: 8)");
    cluster("adhoc-1").told(withLoad(8, 0, 0));
    assertThat(reason(candidates("SELECT 1"), "adhoc-1")).isEmpty();
  }

  @Test
  void burst_betweenTwoProbes_spreads() {
    cluster("adhoc-1").told(withLoad(1, 0, 0));
    cluster("adhoc-2").told(withLoad(5, 0, 0));
    for (int i = 0; i < 6; i++) {
      candidates(selecting("least-loaded"), "SELECT 1")
          .all()
          .getFirst()
          .cluster()
          .submissionBegins();
    }
    assertThat(cluster("adhoc-1").load().running()).isEqualTo(6);
    assertThat(cluster("adhoc-2").load().running()).isEqualTo(6);
  }

  @Test
  void becauseText_namesTheRulesPolicy_andTheFigures() {
    cluster("adhoc-2").told(withLoad(2, 1, 0));

    Candidates candidates = candidates(selecting("location-first"), "SELECT 1");

    assertThat(candidates.because(candidates.all().getFirst()))
        .isEqualTo("location-first: in eu, 3 of 10, next adhoc-1 with in us, 0 of 10");
    assertThat(toTry(candidates(selecting("location-first:us"), "SELECT 1"))).startsWith("adhoc-1");
  }

  @Test
  void leastLoadedForUser_countsTheUsersOwnQueries() {
    var ann = new Asker("ann", Set.of(), "");
    liveQueries.began(new QueryId("20261123_043710_00001_aaaaa"), new ClusterName("adhoc-1"), ann);
    for (int i = 0; i < 3; i++) {
      cluster("adhoc-2").submissionBegins();
    }

    assertThat(toTry(candidates(selecting("least-loaded-for-user"), "SELECT 1")))
        .containsExactly("adhoc-2", "adhoc-1");
    assertThat(toTry(candidates(selecting("least-loaded"), "SELECT 1")))
        .containsExactly("adhoc-1", "adhoc-2");
  }

  @Test
  void clusterThatLacksACatalog_isLeftOut_andOneThatDoesNotTellIsNot() {
    cluster("adhoc-1").told(withCatalogs("tpch", "memory"));
    cluster("adhoc-2").told(withCatalogs("HIVE"));

    Candidates candidates = candidates("SELECT * FROM hive.web.clicks");

    assertThat(toTry(candidates)).containsExactly("adhoc-2", "spare-1");
    assertThat(reason(candidates, "adhoc-1")).isEqualTo("lacks catalog hive");
    assertThat(candidates.withoutCatalog()).isEmpty();
    assertThat(candidates.lacking()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT * FROM system.runtime.nodes",
        "SELECT * FROM information_schema.tables",
        "WITH hive AS (SELECT 1 x) SELECT * FROM hive",
        "CREATE CATALOG hive USING hive",
        "DROP CATALOG hive",
        "PREPARE p FROM SELECT * FROM hive.web.clicks",
        "SELECT * FROM hive.web.clicks WHERE (",
        "SHOW CATALOGS",
      })
  void statementThatNeedsNoCatalog_goesAnywhere(String sql) {
    fleet.clusters().forEach(cluster -> cluster.told(withCatalogs("tpch")));

    assertThat(toTry(candidates(sql))).hasSize(3);
  }

  @Test
  void clusterThatShowsNoCatalogToTheProbe_isNotLeftOut() {
    cluster("adhoc-1").told(withCatalogs());
    cluster("adhoc-2").told(withCatalogs("system"));

    assertThat(toTry(candidates("SELECT * FROM hive.web.clicks"))).hasSize(3);
  }

  @Test
  void catalogsAreKept_whenALaterReportTellsNone() {
    cluster("adhoc-1").told(withCatalogs("tpch"));
    Clusters.healthy(cluster("adhoc-1"));

    assertThat(reason(candidates("SELECT * FROM hive.a.b"), "adhoc-1"))
        .isEqualTo("lacks catalog hive");
  }

  @Test
  void catalogThatIsNowhere_isToldWithWhatThereIs() {
    cluster("adhoc-1").told(withCatalogs("tpch", "memory"));
    cluster("adhoc-2").told(withCatalogs("Iceberg"));
    cluster("spare-1").told(withCatalogs("memory", "tpch"));

    Candidates candidates = candidates("SELECT * FROM hive.a.b JOIN memory.c.d ON true");

    assertThat(candidates.withoutCatalog()).hasSize(3);
    assertThat(candidates.lacking().orElseThrow().text())
        .isEqualTo(
            "catalog 'hive': no cluster of groups adhoc, spare has it"
                + " (adhoc-1, spare-1 have memory, tpch; adhoc-2 has iceberg)");
  }

  @Test
  void catalogsThatNoClusterHasTogether_areToldSo() {
    cluster("adhoc-1").told(withCatalogs("hive"));
    cluster("adhoc-2").told(withCatalogs("iceberg"));

    assertThat(
            candidates(selecting("random"), "SELECT * FROM hive.a.b JOIN iceberg.c.d ON true")
                .lacking()
                .orElseThrow()
                .text())
        .isEqualTo(
            "catalogs 'hive', 'iceberg': no cluster of group adhoc has all of them"
                + " (adhoc-1 has hive; adhoc-2 has iceberg)");
  }

  @Test
  void catalogOfThePinnedCluster_isToldSo() {
    cluster("adhoc-1").told(withCatalogs("tpch"));
    cluster("adhoc-2").told(withCatalogs("hive"));
    var pinned =
        new Outcome.Route(
            ADHOC, List.of(), false, Optional.of(new ClusterName("adhoc-1")), Optional.empty());

    assertThat(candidates(pinned, "SELECT * FROM hive.a.b").lacking().orElseThrow().text())
        .isEqualTo(
            "catalog 'hive': cluster adhoc-1, the only one that a rule allows, lacks it"
                + " (adhoc-1 has tpch)");
  }

  @Test
  void catalogThatAnUnavailableClusterMayHave_isNoMistakeOfTheUsers() {
    cluster("adhoc-1").told(withCatalogs("tpch"));
    cluster("adhoc-2").told(withCatalogs("hive"));
    cluster("adhoc-2").trafficFailed("reset");
    cluster("spare-1").told(withCatalogs("tpch"));

    Candidates candidates = candidates("SELECT * FROM hive.a.b");

    assertThat(toTry(candidates)).isEmpty();
    assertThat(candidates.lacking()).isEmpty();
    assertThat(candidates.withoutCatalog()).containsExactly(cluster("adhoc-1"), cluster("spare-1"));
    assertThat(reason(candidates, "adhoc-2")).isEqualTo("UNHEALTHY: reset");
  }

  @Test
  void deadClusterWithoutTheCatalog_isNotAskedAgain() {
    fleet.clusters().forEach(cluster -> cluster.told(withCatalogs("tpch")));
    cluster("adhoc-2").trafficFailed("reset");

    Candidates candidates = candidates("SELECT * FROM hive.a.b");

    assertThat(candidates.withoutCatalog()).containsExactly(cluster("adhoc-1"), cluster("spare-1"));
    assertThat(candidates.lacking()).isPresent();
  }

  @Test
  void unknownPolicyOfARule_leavesTheGroupsOwn() {
    Candidates candidates = candidates(selecting("fastest"), "SELECT 1");

    assertThat(candidates.because(candidates.all().getFirst())).startsWith("least-loaded:");
  }

  @Test
  void clusterThatIsBack_weighsATenthAtFirst() {
    var back =
        new Fleet(
            List.of(GroupSpec.of(ADHOC)),
            ADHOC,
            new Health.Hysteresis(1, 1, Duration.ofSeconds(5), Duration.ofMinutes(1)),
            liveQueries,
            () -> Instant.EPOCH);
    back.add(serving("adhoc-1", "eu", Membership.of(ADHOC)), ClusterWish.ACTIVE);
    back.add(serving("adhoc-2", "eu", Membership.of(ADHOC)), ClusterWish.ACTIVE);
    back.clusters().forEach(Clusters::healthy);
    FleetCluster returning = back.find(new ClusterName("adhoc-1")).orElseThrow();
    returning.trafficFailed("connection refused");
    Clusters.healthy(returning);
    var choosing = new Chooser(back, "eu", new Random(1));
    var statement = SQL.analyze("SELECT 1", new SqlContext("", "", PreparedStatements.NONE));

    int picks = 0;
    for (int i = 0; i < 10_000; i++) {
      var found =
          choosing.candidates(
              selecting("weighted-random"), Query.of("ann", Dialect.TRINO), statement);
      picks += toTry(found).getFirst().equals("adhoc-1") ? 1 : 0;
    }

    // 0.1 of 1.1, give or take four standard deviations.
    assertThat(picks).isBetween(909 - 115, 909 + 115);
  }
}
