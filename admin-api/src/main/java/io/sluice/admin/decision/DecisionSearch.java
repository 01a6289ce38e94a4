package io.sluice.admin.decision;

import io.sluice.admin.wire.Parameters;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Optional;

/** What the query parameters of a search ask for. */
record DecisionSearch(DecisionFilter filter, Optional<Position> after, int limit) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 1000;

  static DecisionSearch read(MultivaluedMap<String, String> query) {
    Parameters parameters = new Parameters(query);
    Optional<Instant> from = parameters.instant("from");
    Optional<Instant> to = parameters.instant("to");
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      parameters.refuse(
          "to", "'%s' (expected: a moment after 'from', %s)".formatted(to.get(), from.get()));
    }
    DecisionFilter filter =
        new DecisionFilter(
            parameters.text("user"),
            parameters.text("source"),
            parameters.parsed("group", GroupName::new),
            parameters.parsed("cluster", ClusterName::new),
            parameters.text("rule"),
            parameters.constant("outcome", DecisionOutcome.class),
            parameters.constant("state", QueryState.class),
            from,
            to,
            parameters.text("text"));
    Optional<Position> after = parameters.parsed("cursor", Cursor::read);
    int limit = parameters.integer("limit", 1, HIGHEST_LIMIT, DEFAULT_LIMIT);
    parameters.check();
    return new DecisionSearch(filter, after, limit);
  }
}
