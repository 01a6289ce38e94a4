package io.sluice.broker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;

final class EndToEndHeadersTest {
  private static BasicHttpRequest request(String... lines) {
    var request = new BasicHttpRequest("GET", "/");
    for (String line : lines) {
      int colon = line.indexOf(": ");
      request.addHeader(line.substring(0, colon), line.substring(colon + 2));
    }
    return request;
  }

  private static List<String> passing(String... lines) {
    return texts(EndToEndHeaders.ofRequest(request(lines)));
  }

  private static List<String> texts(List<Header> headers) {
    return headers.stream().map(header -> header.getName() + ": " + header.getValue()).toList();
  }

  @Test
  void order_letterCaseAndRepetitions_areKept() {
    String[] lines = {
      "X-Trino-Session: a=1", "host: broker:8080", "X-TRINO-USER: alice", "X-Trino-Session: b=2"
    };

    assertThat(passing(lines)).containsExactly(lines);
  }

  @Test
  void headersOfOneConnection_areLeftOut_whateverTheirCase() {
    assertThat(
            passing(
                "Connection: keep-alive",
                "KEEP-ALIVE: timeout=5",
                "Proxy-Connection: keep-alive",
                "proxy-authorization: Basic eDp5",
                "TE: trailers",
                "transfer-encoding: chunked",
                "Upgrade: h2c",
                "Expect: 100-continue",
                "X-Trino-User: alice"))
        .containsExactly("X-Trino-User: alice");
  }

  @Test
  void headersThatConnectionNames_areLeftOut() {
    assertThat(
            passing(
                "Connection: close, X-Hop",
                "x-hop: 1",
                "X-Hop-Too: 2",
                "connection: HTTP2-Settings",
                "HTTP2-Settings: AAM"))
        .containsExactly("X-Hop-Too: 2");
  }

  @Test
  void hostAndLength_stay_whateverConnectionNames() {
    assertThat(passing("Connection: Host, Content-Length", "Host: h", "Content-Length: 0"))
        .containsExactly("Host: h", "Content-Length: 0");
  }

  @Test
  void forwardingHeadersOfARequest_areLeftOut() {
    assertThat(
            passing(
                "X-Forwarded-For: 10.0.0.1",
                "x-forwarded-proto: https",
                "X-Forwarded-Host: evil",
                "X-Forwarded-Whatever: x",
                "Forwarded: for=10.0.0.1",
                "X-Forward: stays"))
        .containsExactly("X-Forward: stays");
  }

  @Test
  void responses_keepAllButTheHeadersOfOneConnection() {
    var response = new BasicHttpResponse(200);
    response.addHeader("Vary", "Accept-Encoding");
    response.addHeader("Transfer-Encoding", "chunked");
    response.addHeader("Connection", "close");
    response.addHeader("X-Forwarded-By", "cluster");
    response.addHeader("content-length", "5");

    assertThat(texts(EndToEndHeaders.ofResponse(response)))
        .containsExactly("Vary: Accept-Encoding", "X-Forwarded-By: cluster", "content-length: 5");
  }
}
