package io.sluice.broker.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.query.QueryId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestPathTest {
  private static final QueryId QUERY = new QueryId("20261123_043710_00026_e9qzz");

  @ParameterizedTest
  @CsvSource({"POST, /v1/statement", "POST, /v1/statement/", "POST, /v1/statement?pretty"})
  void post_ofAStatement_isASubmission(String method, String uri) {
    assertThat(RequestPath.of(method, uri)).isEqualTo(new RequestPath.Submit());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/statement, POST",
    "PUT, /v1/statement, POST",
    "POST, /v1/info, 'GET, HEAD'",
    "PUT, /v1/info/state, 'GET, HEAD'",
    "DELETE, /, 'GET, HEAD'",
    "POST, /ui/, 'GET, HEAD'"
  })
  void knownPath_withAnotherMethod_namesTheRightOnes(String method, String uri, String allowed) {
    assertThat(RequestPath.of(method, uri)).isEqualTo(new RequestPath.WrongMethod(allowed));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/statement/queued/20261123_043710_00026_e9qzz/y1/1",
    "DELETE, /v1/statement/executing/20261123_043710_00026_e9qzz/y1/1",
    "GET, /v1/statement/queued/20261123_043710_00026_e9qzz/1?slug=x1",
    "DELETE, /v1/stage/20261123_043710_00026_e9qzz.0",
    "GET, /v1/query/20261123_043710_00026_e9qzz",
    "PUT, /v1/query/20261123_043710_00026_e9qzz/killed",
    "GET, /ui/query.html?20261123_043710_00026_e9qzz",
    "GET, /ui/?20261123_043710_00026_e9qzz",
    "GET, /ui/api/query/20261123_043710_00026_e9qzz"
  })
  void pathWithAQueryId_isAFollowUpOfThatQuery(String method, String uri) {
    assertThat(RequestPath.of(method, uri)).isEqualTo(new RequestPath.FollowUp(QUERY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/info", "/v1/info/state", "/v1/info/coordinator", "/v1/status", "/v1/info?x"})
  void info_isAnsweredByTheBroker(String uri) {
    String path = uri.replace("?x", "");
    assertThat(RequestPath.of("GET", uri)).isEqualTo(new RequestPath.AboutServer(path));
    assertThat(RequestPath.of("HEAD", uri)).isEqualTo(new RequestPath.AboutServer(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ui", "/ui/", "/?x=1"})
  void root_isTheBrokersPage(String uri) {
    assertThat(RequestPath.of("GET", uri)).isEqualTo(new RequestPath.Home());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "/v2/statement",
        "/v1/statementx",
        "/v1/statement/queued/nothing",
        "/v1/query",
        "/v1/node",
        "/v1/task/20261123_043710_00026_e9qzz.0.0.0",
        "/v1/memory/20261123_043710_00026_e9qzz",
        "/uix/20261123_043710_00026_e9qzz",
        "/metrics",
        "http://elsewhere/v1/info"
      })
  void anyOtherPath_isUnknown(String uri) {
    assertThat(RequestPath.of("GET", uri)).isEqualTo(new RequestPath.Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/query/20261123_043710_00026_e9qzz/../../info/state",
        "/v1/query/20261123_043710_00026_e9qzz/%2e%2e/%2E%2E/info/state",
        "/v1/query/20261123_043710_00026_e9qzz/.%2e/.%2E/info/state",
        "/v1/query/20261123_043710_00026_e9qzz/..;a=b/..;/info/state",
        "/v1/query/20261123_043710_00026_e9qzz/..%2f..%2finfo/state",
        "/v1/query/20261123_043710_00026_e9qzz/..%5c..\\info\\state",
        "/ui/./../v1/node?20261123_043710_00026_e9qzz",
        "/v1/statement/../task/20261123_043710_00026_e9qzz.0.0.0"
      })
  void pathThatClimbsOutOfAQuery_isUnknown(String uri) {
    assertThat(RequestPath.of("PUT", uri)).isEqualTo(new RequestPath.Unknown());
  }
}
