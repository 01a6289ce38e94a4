package io.sluice.samples.standin;

import java.util.List;

/** What running a statement will come to. */
sealed interface Plan {

  /** Rows. */
  record Rows(Script script) implements Plan {}

  /**
   * A change of the client's session.
   *
   * @param updateType what the engine calls it
   * @param headers the headers that tell the client
   */
  record SessionChange(String updateType, List<ReceivedRequest.Header> headers) implements Plan {
    public SessionChange {
      headers = List.copyOf(headers);
    }
  }

  /** An error, before any row. */
  record Failure(QueryError error) implements Plan {}
}
