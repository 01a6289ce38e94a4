package io.sluice.broker.followup;

import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.RequestHead;

/**
 * The answer to a request about a query that nobody has, with the status that a coordinator would
 * give: Trino 476 and 483, PrestoDB 0.287 and 0.296 agree.
 */
final class UnknownQuery {
  private static final String INFORMATION = "/v1/query/";
  private static final String STAGE = "/v1/stage/";

  private UnknownQuery() {}

  static void answer(ClientResponse client, RequestHead head, String message) {
    int status = status(head.method(), head.uri());
    if (status == 204) {
      client.answer(204, "text/plain", "");
    } else {
      Refusal.json(client, status, message);
    }
  }

  /** Ending what has no end to come is done; elsewhere it is gone, or was never there. */
  static int status(String method, String uri) {
    boolean information = uri.startsWith(INFORMATION);
    if (method.equals("DELETE") && (information || uri.startsWith(STAGE))) {
      return 204;
    }
    return information ? 410 : 404;
  }
}
