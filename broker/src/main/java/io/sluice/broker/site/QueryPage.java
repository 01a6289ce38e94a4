package io.sluice.broker.site;

import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.Dialect;

/** Where the web UI of a cluster shows a query. */
final class QueryPage {
  /** The newest Trino known to have a page of its own for queries; newer ones name them by hash. */
  private static final int LAST_WITH_A_PAGE = 476;

  private QueryPage() {}

  /**
   * The URI at which a query is shown: as it was asked for, but where the broker's own look-up
   * asks.
   */
  static String of(FleetCluster cluster, QueryId query, String uri) {
    if (!uri.endsWith("?id=" + query)) {
      return uri;
    }
    boolean byHash =
        cluster.dialect().filter(Dialect.TRINO::equals).isPresent()
            && number(cluster.status().version()) > LAST_WITH_A_PAGE;
    return byHash ? "/ui/?%s#/queries/%1$s".formatted(query) : "/ui/query.html?" + query;
  }

  /** The number that a version begins with, such as 483; 0 when it begins with none. */
  private static int number(String version) {
    int end = 0;
    while (end < version.length() && end < 6 && Character.isDigit(version.charAt(end))) {
      end++;
    }
    return end == 0 ? 0 : Integer.parseInt(version, 0, end, 10);
  }
}
