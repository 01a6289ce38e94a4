package io.sluice.broker.exchange;

import io.sluice.broker.query.TransactionId;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** What a cluster's answer says of transactions, in either family's headers. */
public final class TransactionHeaders {
  private TransactionHeaders() {}

  /** The transaction that the query has opened. */
  public static Optional<TransactionId> started(HttpResponse response) {
    return find(response, "Started-Transaction-Id")
        .map(header -> new TransactionId(header.getValue()));
  }

  /** Whether the query has ended the transaction that it ran in. */
  public static boolean cleared(HttpResponse response) {
    return find(response, "Clear-Transaction-Id").isPresent();
  }

  private static Optional<Header> find(HttpResponse response, String name) {
    Header trino = response.getFirstHeader("X-Trino-" + name);
    Header header = trino == null ? response.getFirstHeader("X-Presto-" + name) : trino;
    return Optional.ofNullable(header).filter(found -> found.getValue() != null);
  }
}
