package io.sluice.broker.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.exchange.RequestHead;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Query;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a request's head to the fact that rules see, and back to the head that a cluster gets. */
final class DescribeTest {
  private static BasicHttpRequest request(String... lines) {
    var request = new BasicHttpRequest("POST", "/v1/statement");
    for (String line : lines) {
      int colon = line.indexOf(':');
      request.addHeader(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return request;
  }

  private static Query describe(String... lines) {
    return new QueryFacts(user -> user.equals("alice") ? Set.of("analysts") : Set.of())
        .describe(request(lines), "10.1.2.3");
  }

  private static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }

  @Test
  void fullRequest_becomesTheFact() {
    Query query =
        describe(
            "X-Trino-User: alice",
            "X-Trino-Source: airflow",
            "X-Trino-Client-Tags: nightly, etl,,",
            "X-Trino-Client-Info: job 7",
            "X-Trino-Catalog: hive",
            "X-Trino-Schema: web",
            "X-Trino-Session: query_max_run_time=5m, a.b=x%2Cy",
            "X-Trino-Session: join=AUTO",
            "X-Trino-Resource-Estimate: EXECUTION_TIME=5m",
            "X-Trino-Routing-Group: batch",
            "X-Trino-Transaction-Id: NONE",
            "X-Trino-Language: de",
            "X-Trino-Time-Zone: Europe/Berlin",
            "User-Agent: trino-cli",
            "Authorization: " + basic("al:secret"),
            "Cookie: session=1",
            "X-Trino-Extra-Credential: token=secret");

    assertThat(query.user()).isEqualTo("alice");
    assertThat(query.principal()).isEqualTo("al");
    assertThat(query.groups()).containsExactly("analysts");
    assertThat(query.source()).isEqualTo("airflow");
    assertThat(query.clientTags()).containsExactlyInAnyOrder("nightly", "etl");
    assertThat(query.clientInfo()).isEqualTo("job 7");
    assertThat(query.catalog()).isEqualTo("hive");
    assertThat(query.schema()).isEqualTo("web");
    assertThat(query.sessionProperties())
        .isEqualTo(Map.of("query_max_run_time", "5m", "a.b", "x,y", "join", "AUTO"));
    assertThat(query.resourceEstimates()).isEqualTo(Map.of("EXECUTION_TIME", "5m"));
    assertThat(query.routingGroup()).isEqualTo("batch");
    assertThat(query.transaction()).isEmpty();
    assertThat(query.language()).isEqualTo("de");
    assertThat(query.timeZone()).isEqualTo("Europe/Berlin");
    assertThat(query.userAgent()).isEqualTo("trino-cli");
    assertThat(query.remoteAddress()).isEqualTo("10.1.2.3");
    assertThat(query.dialect()).isEqualTo(Dialect.TRINO);
    assertThat(query.headers().get("X-TRINO-source")).isEqualTo("airflow");
    assertThat(query.headers().toString()).doesNotContain("secret").doesNotContain("session=1");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Trino-User: a, TRINO",
    "X-Presto-User: a, PRESTO",
    "x-presto-user: a, PRESTO",
    "User-Agent: curl, TRINO"
  })
  void dialect_isThatOfTheHeaders(String header, Dialect dialect) {
    assertThat(describe(header).dialect()).isEqualTo(dialect);
  }

  @Test
  void dialect_withBothFamilies_isTrinos() {
    assertThat(describe("X-Presto-User: p", "X-Trino-User: t").user()).isEqualTo("t");
  }

  @Test
  void emptyRequest_becomesAFactWithoutNulls() {
    assertThat(describe().user()).isEmpty();
    assertThat(describe().clientTags()).isEmpty();
  }

  @Test
  void user_isTheBasicUser_whenNoHeaderNamesOne() {
    assertThat(describe("Authorization: " + basic("bob:pass:word")).user()).isEqualTo("bob");
    assertThat(describe("Authorization: " + basic("Jürgen:x")).user()).isEqualTo("Jürgen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ", "Basic !!!", "Bearer abc", "Basic Ojp4", "Basic YWJj"})
  void credentials_ofAnotherForm_nameNobody(String authorization) {
    assertThat(describe("Authorization: " + authorization).user()).isEmpty();
  }

  @Test
  void strayPercent_inASessionProperty_isSeenAsItIs() {
    assertThat(describe("X-Trino-Session: a=100%, b, =c").sessionProperties())
        .isEqualTo(Map.of("a", "100%"));
  }

  private static Verdict verdict(Map<String, String> session, Set<String> tags) {
    return new Verdict(
        new Outcome.Unrouted(),
        session,
        tags,
        List.of(),
        new Explanation(
            new RuleSetVersion("000000000000"), Optional.empty(), List.of(), Set.of(), "", 1));
  }

  private static List<String> forwarded(
      BasicHttpRequest request, Map<String, String> session, Set<String> tags) {
    Query query = new QueryFacts(_ -> Set.of()).describe(request, "");
    return ForwardedHead.of(RequestHead.of(request), query, verdict(session, tags))
        .headers()
        .stream()
        .map(header -> header.getName() + ": " + header.getValue())
        .toList();
  }

  @Test
  void head_isForwardedAsItIs_whenNoRuleChangesIt() {
    var request =
        request("x-trino-user: a", "X-Trino-Session: p=%41, q=2", "X-Trino-Client-Tags: b,a");

    assertThat(forwarded(request, Map.of(), Set.of()))
        .containsExactly(
            "x-trino-user: a", "X-Trino-Session: p=%41, q=2", "X-Trino-Client-Tags: b,a");
  }

  @Test
  void sessionOfARule_replacesTheClientsValue_andKeepsTheOthers() {
    var said = new LinkedHashMap<String, String>(Map.of("priority", "a b,c"));

    assertThat(
            forwarded(
                request("X-Presto-User: a", "x-presto-session: priority=9,keep=x%3Dy"),
                said,
                Set.of()))
        .containsExactlyInAnyOrder(
            "X-Presto-User: a",
            "X-Presto-Session: keep=x%3Dy",
            "X-Presto-Session: priority=a+b%2Cc");
  }

  @Test
  void tagOfARule_joinsTheClients() {
    var tags = new LinkedHashSet<String>(List.of("routed"));

    assertThat(forwarded(request("X-Trino-User: a"), Map.of(), tags))
        .contains("X-Trino-Client-Tags: routed");
    assertThat(forwarded(request("X-Trino-User: a", "X-Trino-Client-Tags: mine"), Map.of(), tags))
        .contains("X-Trino-Client-Tags: mine,routed");
  }
}
