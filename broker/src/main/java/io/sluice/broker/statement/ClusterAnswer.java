package io.sluice.broker.statement;

import io.sluice.broker.exchange.BodyPipe;
import io.sluice.broker.query.QueryId;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** What a cluster made of a submitted statement. */
sealed interface ClusterAnswer {

  /**
   * It answered.
   *
   * @param headers those that the client gets
   * @param queryId the query's id, when the answer tells that it accepted the statement
   * @param nextUri where the client will poll first
   */
  record Answered(
      HttpResponse response,
      List<Header> headers,
      boolean hasBody,
      BodyPipe body,
      Optional<QueryId> queryId,
      Optional<String> nextUri)
      implements ClusterAnswer {
    public Answered {
      headers = List.copyOf(headers);
    }

    /** Whether the cluster, or something in front of it, says that it can't take statements now. */
    boolean unavailable() {
      int status = response.getCode();
      return status == 502 || status == 503 || status == 504 || saysNothing();
    }

    /** Engines answer 200 with a query only; this is something else that listens there. */
    private boolean saysNothing() {
      return response.getCode() == 200 && queryId.isEmpty();
    }

    /** For people. */
    String text() {
      return "answered " + response.getCode() + (saysNothing() ? ", but no page of a query" : "");
    }
  }

  /** No answer came. */
  record Lost(Exception cause) implements ClusterAnswer {}
}
