package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a query ended. What the cluster did not tell is empty. When one query has several, as the end
 * of a cancelled one may be learned twice, the last to be delivered stays.
 *
 * @param queryId the query
 * @param cluster where it ran; none when the broker itself refused the statement
 * @param state FINISHED, FAILED or CANCELED
 * @param errorCode the engine's number of the error
 * @param errorName the engine's name of the error, such as SYNTAX_ERROR
 * @param errorType the engine's kind of error, such as USER_ERROR
 * @param elapsedMillis wall time as the engine tells it
 * @param cpuMillis CPU time as the engine tells it
 * @param rows rows processed as the engine tells them
 * @param bytes bytes processed as the engine tells them
 * @param peakMemoryBytes the most memory that it held at once
 * @param endedAt when the broker saw the end
 */
public record QueryEnd(
    QueryId queryId,
    Optional<ClusterName> cluster,
    QueryState state,
    OptionalInt errorCode,
    Optional<String> errorName,
    Optional<String> errorType,
    OptionalLong elapsedMillis,
    OptionalLong cpuMillis,
    OptionalLong rows,
    OptionalLong bytes,
    OptionalLong peakMemoryBytes,
    Instant endedAt)
    implements AuditEvent {
  public QueryEnd {
    if (state == QueryState.RUNNING) {
      throw new IllegalArgumentException(
          "state: RUNNING of query %s (expected: FINISHED, FAILED or CANCELED)".formatted(queryId));
    }
  }

  /** An end of which no figures are known. */
  public static QueryEnd bare(
      QueryId queryId, Optional<ClusterName> cluster, QueryState state, Instant endedAt) {
    return new QueryEnd(
        queryId,
        cluster,
        state,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        endedAt);
  }

  /** The same with an error in the engines' terms. */
  public QueryEnd withError(int code, String name, String type) {
    return new QueryEnd(
        queryId,
        cluster,
        state,
        OptionalInt.of(code),
        Optional.of(name),
        Optional.of(type),
        elapsedMillis,
        cpuMillis,
        rows,
        bytes,
        peakMemoryBytes,
        endedAt);
  }
}
