package io.sluice.broker.followup;

import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.Lane;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first poll of a statement. When its cluster certainly did not get it, or does not know the
 * query, no engine has begun with the statement, and another cluster may have it.
 */
final class FirstPoll {
  private static final Logger LOG = LoggerFactory.getLogger(FirstPoll.class);

  private final FollowUps services;
  private final QueryId query;
  private final Unpolled.Kept kept;
  private final Lane lane;
  private final ClientResponse client;
  private final Origin origin;

  FirstPoll(
      FollowUps services,
      QueryId query,
      Unpolled.Kept kept,
      Lane lane,
      ClientResponse client,
      Origin origin) {
    this.services = services;
    this.query = query;
    this.kept = kept;
    this.lane = lane;
    this.client = client;
    this.origin = origin;
  }

  /**
   * Lets another cluster have the statement, on a thread that may wait.
   *
   * @param reachable whether the cluster that had accepted it may be tried, too
   * @param why what happened there
   * @param otherwise answers the client when no cluster takes it; told whether the next poll may
   *     try again
   */
  void elsewhere(boolean reachable, String why, Consumer<Boolean> otherwise) {
    services
        .background()
        .execute(() -> {
          try {
            if (kept.statement().elsewhere(query, reachable, why, lane, client, origin)) {
              services.queueLimits().left(query);
              services.ends().movedAway(query, kept.statement().cluster());
            } else {
              otherwise.accept(services.unpolled().putBack(query, kept));
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Refusal.json(client, 503, "the broker is shutting down; try again");
          } catch (RuntimeException | Error e) {
            // The boundary of this exchange: whatever went wrong, its client must hear of it.
            LOG.error("{} could not be submitted to another cluster", query, e);
            Refusal.json(client, 500, "the broker met an internal error; its log tells which");
          }
        });
  }

  /** The client has gone. */
  void abandon() {
    kept.statement().abandon();
  }
}
