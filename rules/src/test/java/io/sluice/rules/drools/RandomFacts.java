package io.sluice.rules.drools;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Statements of a small world, so that conditions of that world are often fulfilled. */
final class RandomFacts {
  static final List<String> USERS = List.of("alice", "bob", "svc-airflow", "");
  static final List<String> SOURCES =
      List.of("airflow", "superset", "trino-cli 483", "dbt", "tableau", "");
  static final List<String> TAGS = List.of("etl", "nightly", "urgent", "adhoc");
  static final List<String> TEAMS = List.of("finance", "data", "web");
  static final List<String> CATALOGS = List.of("lake", "memory", "web", "");
  static final List<String> NAMES = List.of("orders", "customers", "alice", "sales");
  static final List<String> TYPES = List.of("SELECT", "INSERT", "CREATE_TABLE", "EXPLAIN");
  static final List<String> STATES = List.of("HEALTHY", "DRAINING", "UNHEALTHY");

  private final RandomGenerator random;

  RandomFacts(RandomGenerator random) {
    this.random = random;
  }

  Facts next() {
    Query query = query();
    List<Usage> usages =
        List.of(
            new Usage(
                "user",
                query.user(),
                random.nextInt(4),
                random.nextInt(3),
                5,
                9.5,
                7,
                50,
                random.nextInt(8_000),
                70),
            new Usage(
                "team",
                pick(TEAMS),
                random.nextInt(4),
                random.nextInt(3),
                5,
                9.5,
                7,
                50,
                random.nextInt(8_000),
                70));
    return new Facts(
        query,
        sql(),
        moment(),
        usages,
        new Learned(random.nextInt(6), 10, random.nextInt(1_000), 1, 2, 3, 4),
        List.of(group("batch"), group("interactive"), group("adhoc")),
        List.of(cluster("etl-1", "batch"), cluster("adhoc-1", "adhoc")));
  }

  private Query query() {
    return new Query(
        pick(USERS),
        pick(USERS),
        some(TEAMS),
        pick(SOURCES),
        some(TAGS),
        pick(SOURCES),
        pick(CATALOGS),
        pick(NAMES),
        random.nextBoolean() ? Map.of("query_priority", "1") : Map.of(),
        Map.of(),
        random.nextInt(4) == 0 ? Dialect.PRESTO : Dialect.TRINO,
        "10.0.0." + random.nextInt(3),
        pick(SOURCES),
        random.nextBoolean() ? Map.of("x-team", pick(TEAMS)) : Map.of(),
        "",
        "",
        "",
        "");
  }

  private Sql sql() {
    var tables = new TreeSet<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String catalog = pick(CATALOGS);
      tables.add((catalog.isEmpty() ? "" : catalog + "." + pick(NAMES) + ".") + pick(NAMES));
    }
    String type = pick(TYPES);
    return new Sql(
        "select 1",
        type,
        type.startsWith("CREATE") ? "DATA_DEFINITION" : type,
        tables,
        some(CATALOGS),
        some(NAMES),
        Set.of(),
        some(List.of("sum", "regexp_like")),
        random.nextInt(6),
        random.nextInt(4),
        random.nextInt(2),
        random.nextBoolean(),
        random.nextInt(2),
        random.nextBoolean() ? OptionalLong.of(random.nextInt(1_000)) : OptionalLong.empty(),
        random.nextBoolean(),
        some(NAMES),
        random.nextBoolean(),
        random.nextBoolean(),
        tables.isEmpty() ? "" : tables.first(),
        random.nextInt(200),
        "f",
        random.nextInt(5) > 0,
        "");
  }

  private Moment moment() {
    return Moment.at(
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 86_400)),
        ZoneOffset.UTC);
  }

  private Group group(String name) {
    int available = random.nextInt(3);
    return new Group(
        name,
        2,
        available,
        random.nextInt(12),
        random.nextInt(3),
        10,
        available == 0 ? 1 : random.nextInt(11) / 10.0);
  }

  private Cluster cluster(String name, String group) {
    return new Cluster(
        name,
        group,
        pick(STATES),
        "483",
        "eu",
        Map.of("disk", "ssd"),
        some(CATALOGS),
        random.nextInt(9),
        0,
        0,
        random.nextInt(5),
        random.nextInt(11) / 10.0,
        0);
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Set<String> some(List<String> choices) {
    var some = new TreeSet<>(choices);
    some.removeIf(choice -> choice.isEmpty() || random.nextInt(3) > 0);
    return some;
  }
}
