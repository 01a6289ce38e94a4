package io.sluice.samples.bench.load;

import io.sluice.samples.bench.fleet.StubClusters;
import java.util.List;
import java.util.Locale;

/** One kind of request that clients make. */
public enum Workload {
  /** New statements. */
  STATEMENT(""),
  /** A page of 0.7 kB of a query that runs. */
  POLL(StubClusters.SMALL_PAGE),
  /** A page of 1 MB whose length is told first, as Trino 476 and Presto do. */
  PAGE(StubClusters.LARGE_PAGE),
  /** A page of 1 MB in chunks, as Trino 483 does. */
  CHUNKS(StubClusters.CHUNKED_PAGE);

  /** More connections would only make pages of 1 MB wait for each other. */
  private static final int CONNECTIONS_OF_LARGE_PAGES = 16;

  private final String page;

  Workload(String page) {
    this.page = page;
  }

  /** As tables and the command line call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many of the wished connections it uses. */
  public int connections(int wished) {
    return switch (this) {
      case STATEMENT, POLL -> wished;
      case PAGE, CHUNKS -> Math.min(wished, CONNECTIONS_OF_LARGE_PAGES);
    };
  }

  List<String> scripts() {
    return this == STATEMENT ? List.of("statements", "statement") : List.of("get");
  }

  String path(String queryId) {
    return this == STATEMENT ? "/v1/statement" : StubClusters.pagePath(queryId, page);
  }
}
