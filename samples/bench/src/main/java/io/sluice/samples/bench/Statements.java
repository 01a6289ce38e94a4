package io.sluice.samples.bench;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Statements of many users, the same ones in each run. */
final class Statements {
  static final String TYPICAL =
      """
      WITH recent AS (
        SELECT o.orderkey, o.custkey, o.totalprice, o.orderdate
        FROM hive.sales.orders o
        WHERE o.orderdate >= DATE '2026-01-01' AND o.orderstatus IN ('O', 'F')
      )
      SELECT c.nationkey, count(*) AS orders, sum(r.totalprice) AS total,
             rank() OVER (ORDER BY sum(r.totalprice) DESC) AS place
      FROM recent r JOIN hive.sales.customer c ON r.custkey = c.custkey
      WHERE c.mktsegment <> 'BUILDING' GROUP BY c.nationkey
      HAVING count(*) > 10 ORDER BY total DESC LIMIT 100\
      """;
  private static final int COUNT = 500;

  private Statements() {}

  static List<Facts> all() {
    RandomGenerator random = new Random(7);
    var groups =
        List.of(new Group("etl", 2, 2, 3, 1, 10, 0.4), new Group("adhoc", 2, 1, 3, 1, 10, 0.4));
    var clusters = List.of(cluster("etl-1", "etl"), cluster("adhoc-1", "adhoc"));
    Moment moment = Moment.at(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);
    Sql sql = new SqlAnalyzer(SqlLimits.DEFAULT).analyze(TYPICAL, SqlContext.NONE);
    var all = new ArrayList<Facts>();
    for (int i = 0; i < COUNT; i++) {
      Query query =
          Query.of("alice", Dialect.TRINO)
              .withSource("source-" + random.nextInt(1_000))
              .withClientTags(Set.of("tag-" + random.nextInt(1_000), "etl"))
              .withGroups(Set.of("team-" + random.nextInt(1_000)));
      all.add(new Facts(query, sql, moment, groups, clusters));
    }
    return all;
  }

  private static Cluster cluster(String name, String group) {
    return new Cluster(
        name,
        group,
        "HEALTHY",
        "483",
        "eu-west",
        Map.of("tier", "gold"),
        Set.of("hive"),
        3,
        1,
        0,
        4,
        0.5,
        0.6);
  }
}
