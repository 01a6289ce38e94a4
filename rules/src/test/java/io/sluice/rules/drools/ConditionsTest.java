package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.cluster;
import static io.sluice.rules.drools.RuleSetFixture.facts;
import static io.sluice.rules.drools.RuleSetFixture.fires;
import static io.sluice.rules.drools.RuleSetFixture.group;
import static io.sluice.rules.drools.RuleSetFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Query;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  private static final Query AIRFLOW =
      new Query(
          "alice",
          "alice@corp",
          Set.of("data", "risk"),
          "airflow",
          Set.of("etl", "nightly"),
          "",
          "tpch",
          "tiny",
          Map.of("query_max_run_time", "1h"),
          Map.of(),
          Dialect.TRINO,
          "10.0.0.7",
          "trino-python/0.3",
          Map.of("X-Foo", "1"),
          "",
          "",
          "en",
          "UTC");
  private static final Facts FACTS =
      new Facts(
          AIRFLOW,
          sql(Set.of("tpch.tiny.orders", "hive.sales.facts"), OptionalLong.of(100)),
          RuleSetFixture.THURSDAY_NOON,
          List.of(group("etl", 0), group("adhoc", 2)),
          List.of(cluster("etl-1", "etl", "DRAINING"), cluster("adhoc-1", "adhoc", "HEALTHY")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Query(source == \"airflow\")",
        "Query(\"airflow\" == source)",
        "Query(source != \"dbt\", user == \"alice\")",
        "Query(source in (\"dbt\", \"airflow\"))",
        "Query(source not in (\"dbt\", \"looker\"))",
        "Query(source == \"dbt\" || == \"airflow\")",
        "Query(source == \"dbt\" || catalog == \"tpch\" && schema == \"tiny\")",
        "Query(!(source == \"dbt\"))",
        "Query(user.startsWith(\"al\"), userAgent.toLowerCase().contains(\"python\"))",
        "Query(userAgent str[startsWith] \"trino\", userAgent str[endsWith] \"0.3\")",
        "Query(remoteAddress matches \"10\\\\.0\\\\..*\")",
        "Query(remoteAddress not matches \"192\\\\..*\")",
        "Query(headers[\"x-foo\"] == \"1\", headers[\"missing\"] == \"\")",
        "Query(sessionProperties[\"query_max_run_time\"] == \"1h\")",
        "Query(clientTags contains \"etl\", clientTags not contains \"bi\")",
        "Query(\"etl\" memberOf clientTags)",
        "Query(clientTags.size() == 2, !clientTags.isEmpty())",
        "Query(dialect == Dialect.TRINO, dialect != \"PRESTO\")",
        "Query(this.user == \"alice\", this.getUser() == \"alice\")",
        "Query($u : user, principal == $u + \"@corp\")",
        "$q : Query() Team(value == \"data\") Query(user == $q.user)",
        "Tag(value == \"etl\") not Tag(value == \"bi\")",
        "exists Tag(value == \"etl\")",
        "not (Tag(value == \"etl\") and Tag(value == \"bi\"))",
        "exists (Tag(value == \"etl\") and Team(value == \"risk\"))",
        "(Tag(value == \"bi\") or Tag(value == \"etl\"))",
        "Query() and (Tag(value == \"bi\") or (Tag(value == \"etl\") and Team(value == \"data\")))",
        "Team(value == \"data\")",
        "Table(catalog == \"hive\", schema == \"sales\", name == \"facts\")",
        "Table(value == \"tpch.tiny.orders\")",
        "Sql(limit > 50, limit <= 100, limit != null, joins < 1, length % 2 == 0)",
        "Sql(parsed, !writes, type == \"SELECT\", tables.size() > 1)",
        "Moment(hour >= 9, hour < 18, !weekend, dayOfWeek == DayOfWeek.THURSDAY)",
        "Moment(dayOfWeek < DayOfWeek.SATURDAY, dayOfWeek == \"thursday\")",
        "Moment(date >= \"2026-01-01\", date.dayOfMonth == 15, date.getYear() == 2026)",
        "Moment(time > \"11:59\", time.minute == 0, instant < \"2027-01-01T00:00:00Z\")",
        "Group(name == \"etl\", available == 0)",
        "Group(utilisation > 0.3, utilisation < 1, running + queued >= 4)",
        "Group(name == \"adhoc\", $a : available > 1) Cluster(group == \"adhoc\", running > $a)",
        "Cluster(state == \"HEALTHY\", labels[\"tier\"] == \"gold\", catalogs contains \"tpch\")",
        "Table($c : catalog) Cluster(catalogs contains $c)",
        "Group($g : name, available == 0) not Cluster(group == $g, state == \"HEALTHY\")",
        "Cluster($a : name) Cluster($b : name != $a) Cluster(name == $a || name == $b)",
        "not Cluster(state == \"UNHEALTHY\")",
        "io.sluice.rules.fact.Tag(value == \"etl\")",
      })
  void condition_that_the_statement_fulfils_fires(String condition) {
    assertThat(fires(condition, FACTS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(source == \"dbt\")",
        "Query(source == \"airflow\", user == \"bob\")",
        "Query(headers[\"x-bar\"] == \"1\")",
        "Query(user matches \"b.*\")",
        "Query(source == \"dbt\" || == \"looker\")",
        "Tag(value == \"bi\")",
        "not Tag(value == \"etl\")",
        "exists (Tag(value == \"etl\") and Team(value == \"sales\"))",
        "Moment(weekend)",
        "Moment(hour < 9 || hour >= 18)",
        "Sql(limit > 100)",
        "Sql(limit == null)",
        "Table(catalog == \"iceberg\")",
        "Group(name == \"etl\", available > 0)",
        "Group(name == \"nowhere\")",
        "Cluster($a : name) Cluster(name == $a, group != \"etl\", state == \"DRAINING\")",
        "Table($c : catalog == \"hive\") Cluster(catalogs contains $c)",
      })
  void condition_that_the_statement_does_not_fulfil_stays_silent(String condition) {
    assertThat(fires(condition, FACTS)).isFalse();
  }

  @Test
  void limit_that_is_absent_is_null_and_neither_more_nor_less() {
    Facts unlimited = facts(alice(), sql(Set.of(), OptionalLong.empty()));
    assertThat(fires("Sql(limit == null)", unlimited)).isTrue();
    assertThat(fires("Sql(limit > 0)", unlimited)).isFalse();
    assertThat(fires("Sql(limit <= 0)", unlimited)).isFalse();
  }
}
