package io.sluice.admin.decision;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the query of a decision ended. What is not known is left out.
 *
 * @param state RUNNING until the end is known
 * @param errorCode the engine's number of the error
 * @param errorName the engine's name of the error, such as SYNTAX_ERROR
 * @param elapsedMillis wall time as the engine tells it
 * @param cpuMillis CPU time as the engine tells it
 * @param rows rows processed as the engine tells them
 * @param bytes bytes processed as the engine tells them
 * @param endedAt when the broker saw the end
 */
public record QueryEnd(
    QueryState state,
    OptionalInt errorCode,
    Optional<String> errorName,
    OptionalLong elapsedMillis,
    OptionalLong cpuMillis,
    OptionalLong rows,
    OptionalLong bytes,
    Optional<Instant> endedAt) {

  /** The end is not known yet. */
  public static QueryEnd unknown() {
    return new QueryEnd(
        QueryState.RUNNING,
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }
}
