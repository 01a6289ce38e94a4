package io.sluice.broker.audit;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Hears of ended queries: of each once, when both its decision and its end are kept, and again when
 * another end replaces the one it had. Called by the thread that delivers the audit.
 */
public interface EndedQueries {
  /** Within the transaction that keeps them: what is written here is kept with them, or not. */
  void keep(Handle handle, List<EndedQuery> ended);

  /** The transaction is over, and they are kept. */
  void kept(List<EndedQuery> ended);
}
