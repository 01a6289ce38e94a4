package io.sluice.broker.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * A statement on {@code system.runtime}, for clusters that tell nothing else: it costs about ten
 * requests, and a user without rights on others' queries sees none of them.
 */
final class SqlQuestion implements LoadQuestion {
  private static final String SQL =
      "SELECT 'query', state, count(*) FROM system.runtime.queries"
          + " WHERE state NOT IN ('FINISHED', 'FAILED') AND coalesce(source, '') <> '%s'"
              .formatted(Statement.SOURCE)
          + " GROUP BY state"
          + " UNION ALL SELECT 'node', state, count(*) FROM system.runtime.nodes"
          + " WHERE NOT coordinator GROUP BY state";

  @Override
  public Figures ask(Talk talk) throws IOException {
    int running = 0;
    int queued = 0;
    int blocked = 0;
    int workers = 0;
    for (JsonNode row : Statement.rows(talk, SQL)) {
      int count = row.path(2).asInt();
      switch (row.path(0).asText() + " " + row.path(1).asText()) {
        case "node active" -> workers = count;
        case "query BLOCKED" -> blocked = count;
        case "query QUEUED",
            "query WAITING_FOR_PREREQUISITES",
            "query WAITING_FOR_RESOURCES",
            "query DISPATCHING" ->
            queued += count;
        default -> running += row.path(0).asText().equals("query") ? count : 0;
      }
    }
    // Where a statement runs without workers, the coordinator is one.
    return Figures.ofQueries(running, queued, blocked).withWorkers(Math.max(1, workers));
  }
}
