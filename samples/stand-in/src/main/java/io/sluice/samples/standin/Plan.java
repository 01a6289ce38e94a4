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

  /**
   * A small table that is made up beforehand, told in one page.
   *
   * @param columns names of columns
   * @param rows the rows, texts and whole numbers
   */
  record Table(List<String> columns, List<List<Object>> rows) implements Plan {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** An error, before any row. */
  record Failure(QueryError error) implements Plan {}
}
