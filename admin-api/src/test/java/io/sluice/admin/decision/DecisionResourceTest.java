package io.sluice.admin.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.Samples;
import io.sluice.admin.trial.TrialServer;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DecisionResourceTest {
  private static final String DECISIONS = "/api/v1/decisions";
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void find_tellsAllThatIsKept() {
    server.decisions.add(Samples.decision("d1", Samples.AT, "ann", "SELECT 1"));

    JsonNode decision = server.get(DECISIONS + "/d1").json();

    assertThat(decision.path("id").textValue()).isEqualTo("d1");
    assertThat(decision.path("at").textValue()).isEqualTo("2026-11-23T04:37:10.123456Z");
    assertThat(decision.path("user").textValue()).isEqualTo("ann");
    assertThat(decision.path("clientTags").toString()).isEqualTo("[\"etl\",\"nightly\"]");
    assertThat(decision.path("dialect").textValue()).isEqualTo("trino");
    assertThat(decision.path("rule").textValue()).isEqualTo("etl");
    assertThat(decision.path("fired").path(0).path("file").textValue()).isEqualTo("base.drl");
    assertThat(decision.path("attempts").path(0).path("result").textValue()).isEqualTo("accepted");
    assertThat(decision.path("features").path("limit").intValue()).isEqualTo(10);
    assertThat(decision.path("state").textValue()).isEqualTo("FAILED");
    assertThat(decision.path("errorName").textValue()).isEqualTo("SYNTAX_ERROR");
    assertThat(decision.path("endedAt").textValue()).isEqualTo("2026-11-23T04:37:12.123456Z");
  }

  @Test
  void find_leavesOutWhatIsNotKnown() {
    server.decisions.add(Samples.refused("d1", Samples.AT, "ann"));

    Answer decision = server.get(DECISIONS + "/d1");

    assertThat(decision.body()).doesNotContain("null");
    assertThat(decision.json().has("cluster")).isFalse();
    assertThat(decision.json().has("queryId")).isFalse();
    assertThat(decision.json().has("endedAt")).isFalse();
    assertThat(decision.json().path("message").textValue()).isEqualTo("not on Mondays");
    assertThat(decision.json().path("state").textValue()).isEqualTo("RUNNING");
  }

  @Test
  void find_ofADecisionThatIsNotThere_isNotFound() {
    assertThat(server.get(DECISIONS + "/d1").problem()).isEqualTo("not-found");
    assertThat(server.get(DECISIONS + "/d.1").problem()).isEqualTo("not-found");
  }

  @Test
  void byQuery_findsTheDecisionBehindAQuery() {
    server.decisions.add(Samples.decision("d1", Samples.AT, "ann", "SELECT 1"));

    String found = DECISIONS + "/by-query/20261123_043710_00026_d1";
    assertThat(server.get(found).json().path("id").textValue()).isEqualTo("d1");
    assertThat(server.get(DECISIONS + "/by-query/other").problem()).isEqualTo("not-found");
  }

  @Test
  void search_passesEveryConditionOn() {
    Answer page =
        server.get(
            DECISIONS
                + "?user=ann%20b&source=airflow&group=etl&cluster=etl-1&rule=r%26d&outcome=routed"
                + "&state=FINISHED&from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00%2B01:00"
                + "&text=select%20*");

    assertThat(page.status()).isEqualTo(200);
    DecisionFilter asked = server.decisions.lastAsked();
    assertThat(asked.user()).contains("ann b");
    assertThat(asked.source()).contains("airflow");
    assertThat(asked.group()).contains(new GroupName("etl"));
    assertThat(asked.cluster()).contains(new ClusterName("etl-1"));
    assertThat(asked.rule()).contains("r&d");
    assertThat(asked.outcome()).contains(DecisionOutcome.ROUTED);
    assertThat(asked.state()).contains(QueryState.FINISHED);
    assertThat(asked.from()).contains(Instant.parse("2026-11-23T00:00:00Z"));
    assertThat(asked.to()).contains(Instant.parse("2026-11-23T23:00:00Z"));
    assertThat(asked.text()).contains("select *");
  }

  @Test
  void search_takesAnEmptyParameterAsLeftOut() {
    server.get(DECISIONS + "?user=&outcome=");

    assertThat(server.decisions.lastAsked().user()).isEmpty();
    assertThat(server.decisions.lastAsked().outcome()).isEmpty();
  }

  @Test
  void search_tellsAllThatIsWrongAtOnce() {
    Answer refused =
        server.get(
            DECISIONS
                + "?usr=ann&outcome=lost&group=a%20b&from=2026-11-24T00:00:00Z"
                + "&to=2026-11-23T00:00:00Z&cursor=!&limit=1001&state=RUNNING&state=FAILED");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem()).isEqualTo("invalid");
    assertThat(refused.error("usr")).contains("did you mean 'user'?");
    assertThat(refused.error("outcome")).contains("'lost' (expected: one of routed, defaulted");
    assertThat(refused.error("group")).contains("'a b'");
    assertThat(refused.error("to")).contains("expected: a moment after 'from'");
    assertThat(refused.error("cursor")).contains("'!' (expected: the 'next' of");
    assertThat(refused.error("limit"))
        .isEqualTo("'1001' (expected: a whole number from 1 to 1000)");
    assertThat(refused.error("state")).isEqualTo("given 2 times (expected: once)");
    assertThat(refused.json().path("errors")).hasSize(7);
  }

  @Test
  void search_withALimitThatIsNone_isInvalid() {
    assertThat(server.get(DECISIONS + "?limit=0").error("limit")).contains("'0'");
    assertThat(server.get(DECISIONS + "?limit=ten").error("limit")).contains("'ten'");
  }

  @Test
  void search_withACursorThatSomebodyMadeUp_isInvalid() {
    assertThat(server.get(DECISIONS + "?cursor=eHh4").error("cursor")).contains("'eHh4'");
    assertThat(server.get(DECISIONS + "?cursor=eCB5").error("cursor")).contains("'eCB5'");
  }

  @Test
  void pages_followedByTheirCursors_haveEveryDecisionOnceNewestFirst() {
    for (int number = 1; number <= 7; number++) {
      Instant at = Samples.AT.plusSeconds(number / 3);
      server.decisions.add(Samples.decision("d" + number, at, "ann", "SELECT 1"));
    }
    server.decisions.add(Samples.decision("other", Samples.AT, "bob", "SELECT 1"));

    List<String> ids = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = server.get(DECISIONS + "?user=ann&limit=3&cursor=" + cursor).json();
      ids.addAll(page.path("decisions").findValuesAsText("id"));
      cursor = page.path("next").asText("");
      pages++;
    } while (!cursor.isEmpty());

    assertThat(ids).containsExactly("d7", "d6", "d5", "d4", "d3", "d2", "d1");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void pages_followedByTheirLinks_keepTheConditions() {
    server.decisions.add(Samples.decision("d1", Samples.AT, "ann b", "SELECT 1"));
    server.decisions.add(Samples.decision("d2", Samples.AT, "ann b", "SELECT 1"));

    Answer first = server.get(DECISIONS + "?user=ann%20b&limit=1", "Accept", "text/csv");
    Matcher next = NEXT.matcher(first.header("link"));
    assertThat(next.find()).isTrue();
    Answer second = server.get(next.group(1), "Accept", "application/x-ndjson");

    assertThat(first.body()).contains("\r\nd2,");
    assertThat(second.body()).startsWith("{\"id\":\"d1\"");
    assertThat(server.decisions.lastAsked().user()).contains("ann b");
    assertThat(second.header("link")).isEmpty();
  }

  @Test
  void search_withoutAPreference_answersJson() {
    assertThat(server.get(DECISIONS).header("content-type")).isEqualTo("application/json");
    assertThat(server.get(DECISIONS, "Accept", "*/*").header("content-type"))
        .isEqualTo("application/json");
    assertThat(
            server
                .get(DECISIONS, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("content-type"))
        .isEqualTo("application/json");
  }

  @Test
  void csv_hasAHeaderAndALineForEachDecision() {
    server.decisions.add(Samples.decision("d1", Samples.AT, "ann", "SELECT 1"));
    server.decisions.add(Samples.refused("d0", Samples.AT.minusSeconds(1), "ann"));

    Answer csv = server.get(DECISIONS, "Accept", "text/csv");

    assertThat(csv.header("content-type")).isEqualTo("text/csv;charset=utf-8;header=present");
    assertThat(csv.header("content-disposition")).contains("decisions.csv");
    assertThat(csv.body().split("\r\n"))
        .containsExactly(
            String.join(",", DecisionTable.COLUMNS),
            "d1,2026-11-23T04:37:10.123456Z,ann,ann@corp,airflow,etl nightly,trino,10.0.0.7,hive,"
                + "web,,SELECT 1,false,SELECT,ROUTED,etl,etl,etl-1,0123456789ab,"
                + "AMBIGUOUS UNKNOWN_TARGET,42,20261123_043710_00026_d1,FAILED,1,SYNTAX_ERROR,1200,"
                + "300,10,4096,2026-11-23T04:37:12.123456Z",
            "d0,2026-11-23T04:37:09.123456Z,ann,ann@corp,airflow,etl nightly,trino,10.0.0.7,hive,"
                + "web,,SELECT 1,false,SELECT,REJECTED,,,,0123456789ab,,12,,RUNNING,,,,,,,");
  }

  @Test
  void csv_hasEveryFieldOfASummary() {
    server.decisions.add(Samples.decision("d1", Samples.AT, "ann", "SELECT 1"));

    JsonNode summary = server.get(DECISIONS).json().path("decisions").path(0);

    List<String> fields = new ArrayList<>();
    summary.fieldNames().forEachRemaining(fields::add);
    assertThat(DecisionTable.COLUMNS).containsExactlyElementsOf(fields);
  }

  @Test
  void csv_quotesWhatWouldBreakALine() {
    server.decisions.add(
        Samples.decision("d1", Samples.AT, "O'Hara, \"Ann\"", "SELECT\n  1,\r\n  'é'"));

    assertThat(server.get(DECISIONS, "Accept", "text/csv").body())
        .contains(",\"O'Hara, \"\"Ann\"\"\",")
        .contains(",\"SELECT\n  1,\r\n  'é'\",");
  }

  @Test
  void csv_letsNoTextBecomeAFormula() {
    for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\n")) {
      server.decisions.add(
          Samples.decision("d1", Samples.AT, start + "cmd", start + "HYPERLINK(\"x\")"));
    }

    String csv = server.get(DECISIONS, "Accept", "text/csv").body();

    assertThat(csv)
        .contains(",'=cmd,")
        .contains(",\"'=HYPERLINK(\"\"x\"\")\",")
        .contains(",'+cmd,")
        .contains(",'-cmd,")
        .contains(",'@cmd,")
        .contains(",'\tcmd,")
        .contains(",\"'\rcmd\",")
        .contains(",\"'\ncmd\",");
  }

  @Test
  void lines_areOneJsonObjectEach() {
    server.decisions.add(Samples.decision("d1", Samples.AT, "ann", "SELECT\n1"));
    server.decisions.add(Samples.decision("d2", Samples.AT, "ann", "SELECT 1"));

    Answer lines = server.get(DECISIONS, "Accept", "application/x-ndjson");

    assertThat(lines.header("content-type")).isEqualTo("application/x-ndjson");
    assertThat(lines.body()).endsWith("}\n");
    assertThat(lines.body().split("\n"))
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"id\":\"d") && line.endsWith("}"));
  }

  @Test
  void search_whileTheAuditCanNotBeRead_isUnavailable() {
    server.decisions.goDown();

    Answer down = server.get(DECISIONS, "Accept", "text/csv");

    assertThat(down.status()).isEqualTo(503);
    assertThat(down.problem()).isEqualTo("unavailable");
    assertThat(down.json().path("detail").textValue()).isEqualTo("audit: the store is down");
  }
}
