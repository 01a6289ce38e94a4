package io.sluice.broker.followup;

import io.sluice.broker.answer.EngineError;
import io.sluice.broker.audit.Journal;
import io.sluice.broker.audit.QueryEnd;
import io.sluice.broker.audit.QueryState;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes how queries end, off the path of their pages. */
final class QueryEnds {
  private static final Logger LOG = LoggerFactory.getLogger(QueryEnds.class);

  private final Journal journal;
  private final LiveQueries liveQueries;
  private final BiConsumer<Asker, QueryEnd> ended;
  private final Executor background;
  private final InstantSource clock;

  /**
   * @param ended hears of each end, and of who had asked the query, before the journal does
   */
  QueryEnds(
      Journal journal,
      LiveQueries liveQueries,
      BiConsumer<Asker, QueryEnd> ended,
      Executor background,
      InstantSource clock) {
    this.ended = ended;
    this.journal = journal;
    this.liveQueries = liveQueries;
    this.background = background;
    this.clock = clock;
  }

  /**
   * A page has passed. One that is not the last tells that the query lives, which a broker that was
   * started meanwhile does not know.
   */
  void pagePassed(QueryId query, ClusterName cluster, PageWatch page) {
    if (!page.mayBeLast()) {
      liveQueries.polled(query, cluster, page.queued());
      return;
    }
    background.execute(() -> {
      try {
        page.lastPage()
            .ifPresentOrElse(
                last -> append(end(query, cluster, last)),
                () -> liveQueries.polled(query, cluster, page.queued()));
      } catch (IOException e) {
        LOG.debug("A page of {} could not be read; its end stays unknown", query, e);
      }
    });
  }

  /** The client has cancelled the query, and the cluster has agreed. */
  void cancelled(QueryId query, ClusterName cluster) {
    background.execute(() ->
        append(QueryEnd.bare(query, Optional.of(cluster), QueryState.CANCELED, clock.instant())));
  }

  /** The broker has ended the query: its cluster is gone, or its time in the queue is over. */
  void failed(QueryId query, ClusterName cluster, EngineError error) {
    background.execute(() ->
        append(
            QueryEnd.bare(query, Optional.of(cluster), QueryState.FAILED, clock.instant())
                .withError(error.code(), error.name(), error.type())));
  }

  /** No engine has begun with the query, and its statement runs elsewhere under another id. */
  void movedAway(QueryId query, ClusterName cluster) {
    EngineError error =
        EngineError.clusterGone("%s was gone before the first poll".formatted(cluster));
    background.execute(() ->
        append(
            QueryEnd.bare(query, Optional.of(cluster), QueryState.CANCELED, clock.instant())
                .withError(error.code(), error.name(), error.type())));
  }

  private void append(QueryEnd end) {
    ended.accept(liveQueries.ended(end.queryId()), end);
    journal.append(end);
  }

  private QueryEnd end(QueryId query, ClusterName cluster, LastPage last) {
    return new QueryEnd(
        query,
        Optional.of(cluster),
        state(last),
        last.errorCode(),
        last.errorName(),
        last.errorType(),
        last.elapsedMillis(),
        last.cpuMillis(),
        last.rows(),
        last.bytes(),
        last.peakMemoryBytes(),
        clock.instant());
  }

  private static QueryState state(LastPage last) {
    if (last.errorName().filter("USER_CANCELED"::equals).isPresent()) {
      return QueryState.CANCELED;
    }
    return last.state().equals("FINISHED") ? QueryState.FINISHED : QueryState.FAILED;
  }
}
