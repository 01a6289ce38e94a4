package io.sluice.broker.recorded;

import io.sluice.broker.query.QueryId;
import java.util.Map;
import java.util.stream.Collectors;

/** What becomes of a request at a broker in front of the one cluster that was recorded. */
sealed interface Fate {

  /** It reaches the cluster, and the cluster's answer comes back. */
  record Passes() implements Fate {}

  /** It reaches the cluster, as all others, and the one list of all is the cluster's. */
  record Listed() implements Fate {}

  /** The broker itself answers; the cluster hears nothing of it. */
  record Own(int status) implements Fate {}

  /** Paths without a query id: what the broker says of itself, and what it refuses. */
  Map<String, Fate> OF_PATHS =
      """
      200 GET /v1/info
      200 GET /v1/info/state
      200 GET /v1/info/coordinator
      200 GET /v1/status
      200 GET /
      200 GET /ui
      200 GET /ui/
      405 GET /v1/statement
      404 GET /v1/statement/queued
      404 GET /v1/queryState
      404 GET /v1/cluster
      404 GET /v1/cluster/queuedTasks
      404 GET /v1/resourceGroup
      404 GET /v1/resourceGroupState
      404 GET /v1/node
      404 GET /v1/node/failed
      404 GET /v1/task
      404 GET /v1/memory
      404 GET /v1/thread
      404 GET /v1/jmx
      404 GET /v1/jmx/mbean
      404 GET /v1/service
      404 GET /v1/announcement
      404 GET /v1/openmetrics
      404 GET /metrics
      404 GET /ui/login.html
      404 POST /ui/login
      404 GET /ui/preview
      404 GET /ui/api/stats
      404 GET /ui/api/cluster
      404 GET /ui/api/query
      404 GET /ui/api/worker
      """
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(
              Collectors.toUnmodifiableMap(
                  parts -> parts[1], parts -> new Own(Integer.parseInt(parts[0]))));

  static Fate of(Capture capture, RecordedExchange exchange) {
    if (exchange.method().equals("POST") && exchange.uri().equals("/v1/statement")) {
      return ofStatement(capture.presto(), exchange);
    }
    if (exchange.uri().equals("/v1/query")) {
      return new Listed();
    }
    if (QueryId.find(exchange.uri()).isPresent()) {
      return new Passes();
    }
    if (exchange.uri().startsWith("/v1/spooled/") || exchange.uri().startsWith("/oauth2/")) {
      // Presto has neither, so that no cluster here is asked.
      return capture.presto() ? new Own(404) : new Passes();
    }
    Fate fate = OF_PATHS.get(exchange.method() + " " + exchange.uri());
    if (fate == null) {
      throw new IllegalArgumentException("no fate is written down of " + exchange);
    }
    return fate;
  }

  /**
   * One whose Host is none is refused as coordinators refuse it. One of a user whose headers the
   * only cluster doesn't speak gets a page with an error.
   */
  private static Fate ofStatement(boolean presto, RecordedExchange exchange) {
    Head head = exchange.request().head();
    boolean trinoUser = head.header("X-Trino-User").isPresent();
    boolean prestoUser = head.header("X-Presto-User").isPresent();
    boolean badHost = head.header("Host").filter(host -> host.contains(" ")).isPresent();
    if (badHost) {
      return new Own(400);
    }
    // Nobody's statement is taken for Trino's, whose clusters ask who comes.
    boolean speaksTrino = trinoUser || !prestoUser;
    return speaksTrino == presto ? new Own(200) : new Passes();
  }
}
