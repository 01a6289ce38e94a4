package io.sluice.broker.statement;

import io.sluice.broker.deciding.Decided;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.fact.Query;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.hc.core5.http.Header;

/**
 * A statement that has been decided: all that clusters need of it, and the audit.
 *
 * @param query who asks, and how
 * @param decided what the rules say
 * @param head the request's head as clusters get it
 * @param sql its bytes; never consumed, only duplicates are
 * @param tied whether one cluster only can do it, whatever the rules say
 * @param given the id that the client has chosen for it
 */
record Asked(
    Query query,
    Decided decided,
    RequestHead head,
    ByteBuffer sql,
    boolean tied,
    Optional<QueryId> given) {

  boolean inTransaction() {
    return !query.transaction().isEmpty();
  }

  /** Whether rules let one cluster only have it. */
  boolean pinned() {
    return decided.verdict().outcome() instanceof Outcome.Route route && route.pin().isPresent();
  }

  /** What its texts take in memory: SQL as bytes and as facts, headers as characters. */
  long textBytes() {
    long bytes = sql.remaining() + 2L * decided.sql().text().length();
    for (Header header : head.headers()) {
      bytes += 2L * (header.getName().length() + String.valueOf(header.getValue()).length());
    }
    return bytes;
  }
}
