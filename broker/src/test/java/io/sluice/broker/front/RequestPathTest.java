package io.sluice.broker.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestPathTest {
  private static final String ID = "20261123_043710_00026_e9qzz";
  private static final QueryId QUERY = new QueryId(ID);
  private static final ClusterName CLUSTER = new ClusterName("etl-1");

  private static String withId(String uri) {
    return uri.replace("{id}", ID);
  }

  @ParameterizedTest
  @CsvSource({"POST, /v1/statement", "POST, /v1/statement/", "POST, /v1/statement?pretty"})
  void post_ofAStatement_isASubmission(String method, String uri) {
    assertThat(RequestPath.of(method, uri)).isEqualTo(new RequestPath.Submit(Optional.empty()));
  }

  @Test
  void put_ofAStatementWithItsId_isASubmission_butNotToOneCluster() {
    String uri = withId("/v1/statement/{id}?slug=x1");

    assertThat(RequestPath.of("PUT", uri)).isEqualTo(new RequestPath.Submit(Optional.of(QUERY)));
    assertThat(RequestPath.of("PUT", "/clusters/etl-1" + uri))
        .isEqualTo(new RequestPath.PastTheRules());
    assertThat(RequestPath.of("GET", uri)).isEqualTo(new RequestPath.WrongMethod("PUT, OPTIONS"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/statement, 'POST, HEAD, OPTIONS'",
    "PUT, /v1/statement, 'POST, HEAD, OPTIONS'",
    "POST, /v1/info, 'GET, HEAD, OPTIONS'",
    "PUT, /v1/info/state, 'GET, HEAD, OPTIONS'",
    "DELETE, /, 'GET, HEAD, OPTIONS'",
    "POST, /v1/query, 'GET, HEAD, OPTIONS'",
    "POST, /v1/query/{id}, 'GET, HEAD, DELETE, OPTIONS'",
    "GET, /v1/query/{id}/killed, 'PUT, OPTIONS'",
    "GET, /v1/stage/{id}.0, 'DELETE, OPTIONS'",
    "PUT, /v1/statement/queued/{id}/y1/1, 'GET, HEAD, DELETE, OPTIONS'",
    "TRACE, /v1/statement/executing/{id}/y1/1, 'GET, HEAD, DELETE, OPTIONS'",
    "POST, /v1/cluster, 'GET, HEAD, OPTIONS'",
    "PUT, /clusters/etl-1/v1/info/state, 'GET, HEAD, OPTIONS'",
    "DELETE, /clusters/etl-1/ui/, 'GET, HEAD, POST, OPTIONS'",
    "DELETE, /clusters/etl-1/v1/query/{id}/killed, 'PUT, OPTIONS'"
  })
  void knownPath_withAnotherMethod_namesTheRightOnes(String method, String uri, String allowed) {
    assertThat(RequestPath.of(method, withId(uri))).isEqualTo(new RequestPath.WrongMethod(allowed));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/statement/queued/{id}/y1/1",
    "GET, /v1/statement/executing/{id}/y1/1",
    "GET, /v1/statement/executing/page?query_id={id}",
    "HEAD, /v1/statement/executing/{id}/y1/1",
    "OPTIONS, /v1/statement/executing/{id}/y1/1",
    "DELETE, /v1/statement/executing/{id}/y1/1",
    "DELETE, /v1/statement/queued/{id}/y1/1",
    "DELETE, /v1/statement/executing/partialCancel/{id}/0/y1/1",
    "GET, /v1/statement/queued/{id}/1?slug=x1",
    "GET, /v1/statement/queued/retry/{id}",
    "DELETE, /v1/statement/executing/{id}/1?slug=x1",
    "GET, /v1/statement/{id}/1",
    "DELETE, /v1/stage/{id}.0",
    "DELETE, /v1/query/stage/{id}.12",
    "GET, /v1/query/{id}",
    "GET, /v1/query/{id}?pretty",
    "HEAD, /v1/query/{id}",
    "DELETE, /v1/query/{id}",
    "PUT, /v1/query/{id}/killed",
    "PUT, /v1/query/{id}/preempted",
    "OPTIONS, /v1/query/{id}",
    "GET, /v1/queryState/{id}",
    "GET, /v1/taskInfo/{id}.1.0.3"
  })
  void pathOfAQuery_isAFollowUp_withAndWithoutAPrefix(String method, String uri) {
    String path = withId(uri);

    assertThat(RequestPath.of(method, path))
        .isEqualTo(new RequestPath.FollowUp(QUERY, path, Optional.empty()));
    assertThat(RequestPath.of(method, "/clusters/etl-1" + path))
        .isEqualTo(new RequestPath.FollowUp(QUERY, path, Optional.of(CLUSTER)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/info", "/v1/info/state", "/v1/info/coordinator", "/v1/status", "/v1/info?x"})
  void info_isAnsweredByTheBroker(String uri) {
    String path = uri.replace("?x", "");
    assertThat(RequestPath.of("GET", uri)).isEqualTo(new RequestPath.AboutServer(path));
    assertThat(RequestPath.of("HEAD", uri)).isEqualTo(new RequestPath.AboutServer(path));
    assertThat(RequestPath.of("OPTIONS", uri))
        .isEqualTo(new RequestPath.Methods("GET, HEAD, OPTIONS"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?x=1"})
  void root_isTheBrokersPage(String uri) {
    assertThat(RequestPath.of("GET", uri)).isEqualTo(new RequestPath.Home());
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, /v1/statement",
    "GET, /v1/query",
    "GET, /v1/query?state=RUNNING",
    "GET, /oauth2/callback?code=1",
    "DELETE, /oauth2/token/abc",
    "GET, /v1/spooled/download/abc"
  })
  void otherPathsOfClients_areKnown(String method, String uri) {
    assertThat(RequestPath.of(method, uri))
        .isInstanceOfAny(
            RequestPath.AskAccess.class,
            RequestPath.Queries.class,
            RequestPath.Login.class,
            RequestPath.Spooled.class);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /ui, false",
    "GET, /ui/, false",
    "GET, /ui/assets/index.js, false",
    "POST, /ui/login, false",
    "GET, /ui/query.html?{id}, true",
    "GET, /ui/?{id}, true",
    "PUT, /ui/api/query/{id}/killed, true",
    "GET, /v1/cluster, false",
    "GET, /v1/worker/node-1/thread, false",
    "GET, /v1/resourceGroupState/global/adhoc, false"
  })
  void whatAWebPageAsksForAtTheRoot_isAstray(String method, String uri, boolean named) {
    assertThat(RequestPath.of(method, withId(uri)))
        .isEqualTo(new RequestPath.Astray(named ? Optional.of(QUERY) : Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /ui",
    "GET, /ui/",
    "HEAD, /ui/assets/index.js?v=1",
    "POST, /ui/login",
    "POST, /ui/auth/login",
    "GET, /ui/query.html?{id}",
    "GET, /ui/api/query/{id}",
    "PUT, /ui/api/query/{id}/killed",
    "DELETE, /ui/api/query/{id}",
    "GET, /v1/info",
    "GET, /v1/status",
    "GET, /v1/cluster",
    "GET, /v1/query",
    "GET, /v1/worker/node-1/status",
    "GET, /v1/resourceGroupState/global",
    "GET, /v1/spooled/ack/abc",
    "GET, /oauth2/callback?code=1",
    "GET, /"
  })
  void whatOneClusterAnswers_isBelowItsPrefix(String method, String uri) {
    assertThat(RequestPath.of(method, "/clusters/etl-1" + withId(uri)))
        .isEqualTo(new RequestPath.OfCluster(CLUSTER, withId(uri)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?x"})
  void prefixAlone_isTheClustersFrontDoor(String rest) {
    assertThat(RequestPath.of("GET", "/clusters/etl-1" + rest))
        .isEqualTo(new RequestPath.OfCluster(CLUSTER, rest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/statement", "/v1/statement/", "/v1/statement?x"})
  void statementForOneCluster_wouldPassTheRules(String uri) {
    assertThat(RequestPath.of("POST", "/clusters/etl-1" + uri))
        .isEqualTo(new RequestPath.PastTheRules());
  }

  /** What coordinators serve to their workers and operators, or not at all. */
  static List<String> internal() {
    return List.of(
        "/v2/statement",
        "/v1/statementx",
        "/v1/statement/queued/nothing",
        "/v1/statement/queued/x{id}/1",
        "/v1/query/{id}x",
        "/v1/query/{id}/other",
        "/v1/stage/{id}",
        "/v1/stage/{id}.",
        "/v1/stage/{id}.0/x",
        "/v1/stage/{id}..0",
        "/v1/node",
        "/v1/node/failed",
        "/v1/service",
        "/v1/service/presto/general",
        "/v1/announcement/{id}",
        "/v1/task",
        "/v1/task/{id}.0.0.0",
        "/v1/task/{id}.0.0.0/results/0/0",
        "/v1/memory",
        "/v1/memory/{id}",
        "/v1/heartbeat",
        "/v1/thread",
        "/v1/maxActiveSplits",
        "/v1/shutdown",
        "/v1/jmx/mbean",
        "/v1/integrations/gateway/metrics",
        "/v1/worker/node-1",
        "/v1/worker//status",
        "/v1/spooledx/{id}",
        "/metrics",
        "/uix/{id}",
        "/clusters",
        "/clusters/",
        "/clusters/.etl/ui/",
        "/clusters/etl-1x?/ui/../v1/task");
  }

  static Stream<String> internalOfClusters() {
    return internal().stream()
        .filter(uri -> uri.startsWith("/v1/") && !uri.startsWith("/v1/worker//"))
        .map(uri -> "/clusters/etl-1" + uri);
  }

  @ParameterizedTest
  @MethodSource({"internal", "internalOfClusters"})
  void anyOtherPath_reachesNoCluster(String uri) {
    for (String method : List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")) {
      assertThat(RequestPath.of(method, withId(uri)))
          .as(method)
          .isInstanceOfAny(
              RequestPath.Unknown.class,
              RequestPath.Malformed.class,
              RequestPath.WrongMethod.class,
              RequestPath.OfCluster.class)
          .isNotEqualTo(new RequestPath.OfCluster(CLUSTER, withId(uri)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1/info",
        "http://elsewhere/v1/info",
        "?x",
        "/v1/query/{id}/../../info/state",
        "/v1/query/{id}/%2e%2e/%2E%2E/info/state",
        "/v1/query/{id}/.%2e/.%2E/info/state",
        "/v1/query/{id}/..;a=b/..;/info/state",
        "/v1/query/{id}/..%2f..%2finfo/state",
        "/v1/query/{id}/..%5c..\\info\\state",
        "/v1/query/{id}\\killed",
        "/v1/query/{id}%2Fkilled",
        "/v1/query/{id};a=b",
        "/v1/query/{id}/.",
        "/v1/query/{id}/..",
        "/v1/query/%00",
        "/v1/query/%0d%0aX:1",
        "/v1/query/%25%32%65",
        "/v1/query/%u002e",
        "/v1/query/%2",
        "/v1/query/%",
        "/v1/query/\u00e4",
        "/v1/query/a b",
        "/v1/info#x",
        "/v1/info?a#x",
        "/v1/info?a\tb",
        "/v1//info",
        "//v1/info",
        "//elsewhere/v1/info",
        "/ui/./../v1/node?{id}",
        "/clusters/etl-1/ui/../../v1/task",
        "/clusters/../v1/task",
        "/v1/statement/../task/{id}.0.0.0"
      })
  void targetThatTwoServersReadInTwoWays_isMalformed(String uri) {
    assertThat(RequestPath.of("PUT", withId(uri))).isInstanceOf(RequestPath.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ui/assets/Roboto_wdth,wght.ttf?v=%2e%2e%2f..//\\;", "/v1/query/a%20b"})
  void oddButClearTarget_isNotMalformed(String uri) {
    assertThat(RequestPath.of("GET", uri)).isNotInstanceOf(RequestPath.Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({"OPTIONS, true", "GET, false"})
  void asterisk_isForOptionsOnly(String method, boolean known) {
    assertThat(RequestPath.of(method, "*"))
        .isInstanceOf(known ? RequestPath.Methods.class : RequestPath.Malformed.class);
  }
}
