package io.sluice.broker.front;

import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.ClientResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/** What the broker says to requests that it serves nobody. */
final class NotServed {
  static final Header CLOSE = new BasicHeader(HttpHeaders.CONNECTION, "close");
  private static final int SHOWN = 200;

  private NotServed() {}

  static void unknown(String uri, ClientResponse response) {
    Refusal.json(
        response,
        404,
        ("%s is no path that this broker serves (expected: /v1/statement, a path with a query id,"
                + " /v1/info, or a page of one cluster below /clusters/NAME/)")
            .formatted(shortened(uri)));
  }

  static void wrongMethod(HttpRequest request, String allowed, ClientResponse response) {
    Refusal.json(
        response,
        405,
        "%s %s: wrong method (expected: %s)"
            .formatted(request.getMethod(), shortened(request.getPath()), allowed),
        new BasicHeader(HttpHeaders.ALLOW, allowed));
  }

  /** What follows it may be meant to be read as another request. */
  static void malformed(HttpRequest request, String flaw, ClientResponse response) {
    Refusal.json(response, 400, "%s %s".formatted(shortened(request.getPath()), flaw), CLOSE);
  }

  static void pastTheRules(ClientResponse response) {
    Refusal.json(
        response, 403, "rules choose the cluster of a statement (expected: POST /v1/statement)");
  }

  private static String shortened(String path) {
    return path.length() <= SHOWN ? path : path.substring(0, SHOWN) + "...";
  }
}
