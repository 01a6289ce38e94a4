package io.sluice.broker.uris;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RewritingTest {
  private static final URI CLUSTER = URI.create("http://trino-1:8080");
  private static final Rewriting REWRITING =
      new Rewriting(
          ClusterSpec.of(new ClusterName("etl"), CLUSTER, new GroupName("a")),
          new Origin(true, "sluice", "127.0.0.1"));

  private static List<Header> headers(String... lines) {
    return Stream.of(lines)
        .<Header>map(line -> new BasicHeader(line.split(": ", 2)[0], line.split(": ", 2)[1]))
        .toList();
  }

  private static HttpResponse response(int status, String... lines) {
    var response = new BasicHttpResponse(status);
    headers(lines).forEach(response::addHeader);
    return response;
  }

  private static List<String> changed(HttpResponse response) {
    return REWRITING.headers(response, List.of(response.getHeaders())).stream()
        .map(header -> header.getName() + ": " + header.getValue())
        .toList();
  }

  @Test
  void whereToGo_isAtTheBroker() {
    assertThat(
            changed(
                response(
                    303,
                    "Location: http://trino-1:8080/ui/",
                    "Content-Location: HTTPS://trino-1:8080?a",
                    "Content-Length: 0")))
        .containsExactly(
            "Location: https://sluice/ui/",
            "Content-Location: https://sluice?a",
            "Content-Length: 0");
    assertThat(changed(response(303, "Location: /ui/", "location: http://trino-1:80801/")))
        .containsExactly("Location: /ui/", "location: http://trino-1:80801/");
  }

  @Test
  void tokenServers_areAtTheBroker() {
    assertThat(
            changed(
                response(
                    401,
                    "WWW-Authenticate: Bearer x_redirect_server=\"http://trino-1:8080/oauth2/a$1\","
                        + " x_token_server=\"https://trino-1:8080/oauth2/b\"",
                    "WWW-Authenticate: Bearer x_redirect_server=\"https://idp/x\"",
                    "WWW-Authenticate: Basic realm=\"http://trino-1:8080/\"")))
        .containsExactly(
            "WWW-Authenticate: Bearer x_redirect_server=\"https://sluice/oauth2/a$1\","
                + " x_token_server=\"https://sluice/oauth2/b\"",
            "WWW-Authenticate: Bearer x_redirect_server=\"https://idp/x\"",
            "WWW-Authenticate: Basic realm=\"http://trino-1:8080/\"");
  }

  @Test
  void headersOfABodyThatChanges_go() {
    assertThat(
            changed(
                response(
                    200,
                    "Content-Type: application/json; charset=utf-8",
                    "Content-Length: 10",
                    "Content-MD5: x",
                    "ETag: \"x\"",
                    "Content-Encoding: gzip")))
        .containsExactly("Content-Type: application/json; charset=utf-8", "Content-Encoding: gzip");
  }

  @ParameterizedTest
  @CsvSource({
    "200, application/json, identity, UriScanner",
    "200, Application/JSON;charset=utf-8, x-gzip, GzipEdit",
    "401, application/json, gzip, GzipEdit",
    "200, application/json, zstd, ''",
    "206, application/json, identity, ''",
    "200, application/octet-stream, identity, ''",
    "200, text/html, identity, ''"
  })
  void onlyJsonThatCanBeRead_isChanged(int status, String type, String coding, String edit) {
    HttpResponse response =
        response(status, "Content-Type: " + type, "Content-Encoding: " + coding, "ETag: x");

    assertThat(REWRITING.body(response).map(it -> it.getClass().getSimpleName()).orElse(""))
        .isEqualTo(edit);
    assertThat(changed(response).contains("ETag: x")).isEqualTo(edit.isEmpty());
  }

  @Test
  void bodyOfSeveralCodings_passes() {
    assertThat(
            REWRITING.body(
                response(
                    200,
                    "Content-Type: application/json",
                    "Content-Encoding: gzip",
                    "Content-Encoding: br")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'gzip', 'gzip'",
    "'gzip;q=0.5, deflate, br', 'gzip;q=0.5'",
    "'zstd', 'identity'",
    "'*', 'identity'",
    "'identity, GZIP', 'identity, GZIP'"
  })
  void cluster_isAskedForCodingsThatCanBeRead(String wanted, String asked) {
    RequestHead head =
        Rewriting.head(
            new RequestHead(
                "GET",
                "/",
                headers(
                    "Host: sluice", "Accept-Encoding: " + wanted, "X-Presto-Prefix-URL: http://x")),
            CLUSTER);

    assertThat(head.headers().stream().map(it -> it.getName() + ": " + it.getValue()))
        .containsExactlyInAnyOrder("Host: trino-1:8080", "Accept-Encoding: " + asked);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a:80, a, http://a/x, /x",
    "http://a, a, http://a:80/x, /x",
    "https://a:443, a, https://a#x, #x",
    "https://a:8443, a:8443, http://A:8443/x, /x",
    "http://[::1]:8080, [::1]:8080, http://[::1]:8080/x, /x"
  })
  void usualPort_mayBeLeftOut(URI url, String host, String uri, String rest) {
    var spec = ClusterSpec.of(new ClusterName("etl"), url, new GroupName("a"));

    assertThat(Beginnings.authority(url)).isEqualTo(host);
    assertThat(Beginnings.of(spec).replaced(uri, "")).contains(rest);
  }
}
