package io.sluice.samples.standin;

import java.util.List;
import java.util.Optional;

/**
 * One page of a query's answer, without its rows' bytes: those are made while it is written.
 *
 * @param position 0 for the answer to the POST, then one more for each poll
 * @param state the query's state as the page tells it
 * @param last whether no page follows
 * @param shape what the columns are; NONE before they are known
 * @param firstRow the first row of this page
 * @param endRow the row after the last of this page; equal to {@code firstRow} for a page without
 *     data
 * @param error why the query failed
 * @param updateType what kind of change it was
 * @param headers headers that tell the client to change its session
 * @param elapsedMillis milliseconds since the POST
 */
record Page(
    int position,
    State state,
    boolean last,
    Shape shape,
    long firstRow,
    long endRow,
    Optional<QueryError> error,
    Optional<String> updateType,
    List<ReceivedRequest.Header> headers,
    long elapsedMillis) {

  enum State {
    QUEUED,
    RUNNING,
    FINISHED,
    FAILED
  }

  enum Shape {
    NONE,
    /** No column in Trino, a boolean that is true in Presto. */
    CHANGE,
    /** One row that tells who asked whom. */
    GREETING,
    /** Numbered rows. */
    NUMBERED,
    /** What the stand-in tells of itself. */
    TABLE
  }
}
