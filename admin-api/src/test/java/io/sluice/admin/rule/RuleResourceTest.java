package io.sluice.admin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Query;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RuleResourceTest {
  private static final String EXPLAIN = "/api/v1/rules/explain";

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void current_whileTheFilesAreBroken_tellsTheGoodAndTheBadVersion() {
    JsonNode rules = server.get("/api/v1/rules").json();

    assertThat(rules.path("state").textValue()).isEqualTo("BROKEN");
    assertThat(rules.path("version").textValue()).isEqualTo("0123456789ab");
    assertThat(rules.path("rejected").textValue()).isEqualTo("bad0bad0bad0");
    assertThat(rules.path("trials").toString())
        .isEqualTo("[{\"kind\":\"CANARY\",\"version\":\"cafe00cafe00\",\"percent\":5}]");
    assertThat(rules.path("diagnostics").path(0).toString())
        .isEqualTo(
            "{\"severity\":\"ERROR\",\"file\":\"base.drl\",\"line\":9,\"column\":3,"
                + "\"message\":\"'whn' (expected: when)\"}");
    assertThat(rules.path("rules").path(0).toString())
        .isEqualTo(
            "{\"name\":\"etl\",\"file\":\"base.drl\",\"line\":7,\"salience\":10,"
                + "\"metadata\":{\"b\":\"x\",\"owner\":\"data\"},\"counts\":{\"matched\":7,\"won\":5,\"overruled\":2,\"ambiguous\":1,\"failed\":0,\"overBudget\":0,\"firingLimit\":0}}");
  }

  @Test
  void explain_asksWhatTheRequestSays() {
    Answer explained =
        server.sendJson(
            "POST",
            EXPLAIN,
            """
            {"user": "ann", "principal": "ann@corp", "groups": ["data"], "source": "airflow",
             "clientTags": ["etl", "nightly"], "clientInfo": "i", "catalog": "hive",
             "schema": "web", "dialect": "presto", "sessionProperties": {"a": "b"},
             "resourceEstimates": {"CPU_TIME": "1h"}, "remoteAddress": "10.0.0.7",
             "headers": {"user-agent": "presto-cli", "x-presto-routing-group": "big"},
             "transaction": "t", "language": "en", "timeZone": "UTC",
             "sql": "SELECT 1", "at": "2026-11-23T06:00:00+02:00"}
            """);

    assertThat(explained.status()).isEqualTo(200);
    ExplainRequest asked = server.rules.lastAsked();
    assertThat(asked.sql()).isEqualTo("SELECT 1");
    assertThat(asked.at()).contains(Instant.parse("2026-11-23T04:00:00Z"));
    Query query = asked.query();
    assertThat(query.user()).isEqualTo("ann");
    assertThat(query.principal()).isEqualTo("ann@corp");
    assertThat(query.groups()).containsExactly("data");
    assertThat(query.source()).isEqualTo("airflow");
    assertThat(query.clientTags()).containsExactlyInAnyOrder("etl", "nightly");
    assertThat(query.clientInfo()).isEqualTo("i");
    assertThat(query.catalog()).isEqualTo("hive");
    assertThat(query.schema()).isEqualTo("web");
    assertThat(query.dialect()).isEqualTo(Dialect.PRESTO);
    assertThat(query.sessionProperties()).containsEntry("a", "b");
    assertThat(query.resourceEstimates()).containsEntry("CPU_TIME", "1h");
    assertThat(query.remoteAddress()).isEqualTo("10.0.0.7");
    assertThat(query.userAgent()).isEqualTo("presto-cli");
    assertThat(query.routingGroup()).isEqualTo("big");
    assertThat(query.transaction()).isEqualTo("t");
    assertThat(query.language()).isEqualTo("en");
    assertThat(query.timeZone()).isEqualTo("UTC");
  }

  @Test
  void explain_readsHeadersAsThoseOfAStatement() {
    server.sendJson(
        "POST",
        EXPLAIN,
        """
        {"sql": "EXECUTE q", "source": "dbt", "headers": {"X-Presto-User": "eve",
         "X-Presto-Source": "airflow", "x-presto-client-tags": "etl, nightly",
         "X-Presto-Session": "a=b%20c", "X-Presto-Prepared-Statement": "q=select+1"}}
        """);

    ExplainRequest asked = server.rules.lastAsked();
    assertThat(asked.query().user()).isEqualTo("eve");
    assertThat(asked.query().dialect()).isEqualTo(Dialect.PRESTO);
    assertThat(asked.query().source()).isEqualTo("dbt");
    assertThat(asked.query().clientTags()).containsExactlyInAnyOrder("etl", "nightly");
    assertThat(asked.query().sessionProperties()).containsEntry("a", "b c");
    assertThat(asked.prepared().text("q")).contains("select 1");
  }

  @Test
  void explain_tellsWhereAndWhy() {
    JsonNode why =
        server.sendJson("POST", EXPLAIN, "{\"user\": \"ann\", \"sql\": \"SELECT 1\"}").json();

    assertThat(why.path("outcome").textValue()).isEqualTo("ROUTED");
    assertThat(why.path("group").textValue()).isEqualTo("etl");
    assertThat(why.path("cluster").textValue()).isEqualTo("etl-1");
    assertThat(why.path("candidates").path(1).path("reason").textValue()).isEqualTo("DRAINING");
    assertThat(why.path("fired").path(0).path("overruled").path(0).textValue())
        .startsWith("route(adhoc)");
    assertThat(why.path("flags").toString()).isEqualTo("[\"AMBIGUOUS\",\"UNKNOWN_TARGET\"]");
    assertThat(why.path("tagsAdded").toString()).isEqualTo("[\"batch\",\"etl\"]");
    assertThat(why.path("features").path("tables").toString())
        .isEqualTo("[\"hive.web.a\",\"hive.web.clicks\"]");
    assertThat(why.has("message")).isFalse();
    assertThat(why.path("rules").path(0).toString())
        .isEqualTo(
            "{\"name\":\"night\",\"file\":\"base.drl\",\"line\":7,\"salience\":10,"
                + "\"status\":\"NOT_MATCHED\",\"because\":\"\",\"missed\":[{"
                + "\"condition\":\"Moment(hour >= 22)\",\"line\":9,\"column\":10,"
                + "\"constraint\":\"hour >= 22\",\"because\":\"hour was 4\"}]}");
  }

  @Test
  void explain_withoutUserOrSql_namesBoth() {
    Answer refused = server.sendJson("POST", EXPLAIN, "{\"sql\": \"  \"}");

    assertThat(refused.error("user")).isEqualTo("missing (expected: a value)");
    assertThat(refused.error("sql")).isEqualTo("'  ' (expected: some text)");
  }

  @Test
  void explain_withCredentials_isRefused() {
    Answer refused =
        server.sendJson(
            "POST",
            EXPLAIN,
            """
            {"user": "ann", "sql": "SELECT 1", "headers": {"Authorization": "Basic eA=="}}
            """);

    assertThat(refused.error("headers.Authorization")).contains("no credentials");
    assertThat(refused.body()).doesNotContain("eA==");
  }

  @Test
  void explain_withWrongKindsOfValues_namesEach() {
    Answer refused =
        server.sendJson(
            "POST",
            EXPLAIN,
            """
            {"user": null, "sql": ["SELECT 1"], "at": "yesterday", "clientTags": "etl",
             "groups": ["a", 2], "sessionProperties": []}
            """);

    assertThat(refused.error("user")).isEqualTo("null (expected: a string)");
    assertThat(refused.error("sql")).isEqualTo("an array (expected: a string)");
    assertThat(refused.error("at")).contains("'yesterday' (expected: a moment such as");
    assertThat(refused.error("clientTags")).isEqualTo("'etl' (expected: an array of strings)");
    assertThat(refused.error("groups[1]")).isEqualTo("2 (expected: a string)");
    assertThat(refused.error("sessionProperties"))
        .isEqualTo("an array (expected: an object of strings)");
  }
}
