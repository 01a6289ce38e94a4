package io.sluice.broker.querylist;

import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.reactor.Lane;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's request for the list of all queries: every cluster is asked at once, with the
 * client's own headers, and their lists become one. Waits for them on a thread of its own.
 */
public final class ListRequest {
  private static final Logger LOG = LoggerFactory.getLogger(ListRequest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String MISSING = "X-Sluice-Missing";
  private static final String JSON = "application/json";

  /** The parts of a list can't be put together, and the request's own body stays here. */
  private static final Set<String> NOT_ASKED_WITH =
      Set.of(
          "accept-encoding",
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since",
          "content-length",
          "content-type",
          "trailer");

  private final QueryLists services;
  private final Lane lane;
  private final RequestHead head;
  private final ClientResponse client;
  private final Origin origin;
  private final ListMemory.Share memory;
  private volatile List<ClusterQuestion> questions = List.of();
  private volatile boolean abandoned;

  ListRequest(
      QueryLists services,
      Lane lane,
      RequestHead head,
      ClientResponse client,
      Origin origin,
      ListMemory.Share memory) {
    this.services = services;
    this.lane = lane;
    this.head = head;
    this.client = client;
    this.origin = origin;
    this.memory = memory;
  }

  /** Asks the clusters; answers when they have. */
  public void begin() {
    services.background().execute(this::run);
  }

  /** The client has gone: no cluster need go on. */
  public void abandon() {
    abandoned = true;
    questions.forEach(ClusterQuestion::giveUp);
  }

  /** The answer has gone out, or never will. */
  public void ended() {
    memory.release();
  }

  private void run() {
    try {
      questions = services.clusters().stream().map(this::question).toList();
      if (abandoned) {
        return;
      }
      questions.forEach(ClusterQuestion::begin);
      await();
      if (!abandoned) {
        answer(questions.stream().map(ClusterQuestion::reply).toList());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Refusal.json(client, 503, "the broker is shutting down; try again");
    } catch (RuntimeException | Error e) {
      // The boundary of this exchange: whatever went wrong, its client must hear of it.
      LOG.error("The queries of all clusters could not be listed", e);
      Refusal.json(client, 500, "the broker met an internal error; its log tells which");
    } finally {
      questions.forEach(ClusterQuestion::giveUp);
      questions = List.of();
    }
  }

  private ClusterQuestion question(FleetCluster cluster) {
    RequestHead forwarded = services.uris().head(head, cluster, origin);
    List<Header> headers =
        forwarded.headers().stream()
            .filter(header -> !NOT_ASKED_WITH.contains(header.getName().toLowerCase(Locale.ROOT)))
            .toList();
    return new ClusterQuestion(
        services.reactor(), lane, cluster, new RequestHead("GET", head.uri(), headers), memory);
  }

  private void await() throws InterruptedException {
    CompletableFuture<?>[] all =
        questions.stream().map(ClusterQuestion::done).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(all).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("Not all clusters have told their queries in time");
      questions.forEach(ClusterQuestion::giveUp);
    } catch (ExecutionException e) {
      throw new AssertionError("nothing completes one exceptionally", e);
    }
  }

  private void answer(List<Reply> replies) {
    List<ByteBuffer> lists =
        replies.stream()
            .filter(Reply.Listed.class::isInstance)
            .map(reply -> ((Reply.Listed) reply).elements())
            .toList();
    if (!lists.isEmpty() || replies.isEmpty()) {
      client.answer(200, JSON, joined(lists), missing(replies));
      return;
    }
    replies.stream()
        .filter(Reply.Refused.class::isInstance)
        .map(Reply.Refused.class::cast)
        .findFirst()
        .ifPresentOrElse(
            refused ->
                client.answer(
                    refused.status(), refused.contentType(), refused.body(), refused.challenges()),
            () -> Refusal.json(client, 503, "no cluster has told its queries; try again"));
  }

  private static ByteBuffer joined(List<ByteBuffer> lists) {
    List<ByteBuffer> some = lists.stream().filter(ByteBuffer::hasRemaining).toList();
    ByteBuffer all =
        ByteBuffer.allocate(
            2 + Math.max(0, some.size() - 1) + some.stream().mapToInt(ByteBuffer::remaining).sum());
    byte between = '[';
    for (ByteBuffer list : some) {
      all.put(between).put(list);
      between = ',';
    }
    return (some.isEmpty() ? all.put(between) : all).put((byte) ']').flip();
  }

  private static Header[] missing(List<Reply> replies) {
    String names =
        replies.stream()
            .filter(reply -> !(reply instanceof Reply.Listed))
            .map(reply -> reply.cluster().value())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? new Header[0] : new Header[] {new BasicHeader(MISSING, names)};
  }
}
