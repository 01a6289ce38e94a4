package io.sluice.broker.statement;

import io.sluice.broker.exchange.BodyPipe;
import io.sluice.broker.exchange.ClusterExchange;
import io.sluice.broker.exchange.EndToEndHeaders;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.exchange.ResponseListener;
import io.sluice.broker.passage.AnswerEdit;
import io.sluice.broker.reactor.ClusterTarget;
import io.sluice.broker.reactor.Lane;
import io.sluice.broker.reactor.Reactor;
import io.sluice.broker.waiting.TimedWait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One try to submit a statement to one cluster. Waits for the whole answer, which is one small
 * page; of a longer one it waits for the beginning, and the rest streams behind it.
 */
final class Submit implements ResponseListener {
  private static final int ENOUGH = 32 * 1024;

  private final CompletableFuture<ClusterAnswer> answer = new CompletableFuture<>();
  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private final ClusterExchange exchange;
  private final AnswerEdit edit;
  private final Runnable brokenOff;
  private @Nullable HttpResponse response;
  private @Nullable BodyPipe body;
  private boolean hasBody;
  private volatile boolean forsaken;

  /**
   * @param edit changes the answer that the client gets; what is read of it is the cluster's
   * @param brokenOff called when the answer breaks off after {@link #await} has returned it
   */
  Submit(
      Reactor reactor,
      Lane lane,
      ClusterTarget target,
      RequestHead head,
      ByteBuffer sql,
      AnswerEdit edit,
      Runnable brokenOff) {
    this.edit = edit;
    this.brokenOff = brokenOff;
    this.exchange =
        new ClusterExchange(reactor, lane, target, head, new RequestBody.Whole(sql), this);
  }

  /** Blocks until the cluster has answered, or not within the time. */
  ClusterAnswer await(Duration patience) throws InterruptedException {
    exchange.begin();
    try {
      return TimedWait.get(answer, patience);
    } catch (TimeoutException e) {
      abort();
      return new ClusterAnswer.Lost(
          new IOException("no answer within %d ms".formatted(patience.toMillis()), e));
    } catch (ExecutionException e) {
      throw new AssertionError("never completed with an exception", e);
    } catch (InterruptedException e) {
      abort();
      throw e;
    }
  }

  /** Nobody wants the answer any more. */
  void abort() {
    forsaken = true;
    exchange.abort();
  }

  @Override
  public void answered(HttpResponse clusterResponse, boolean withBody, BodyPipe pipe) {
    edit.body(clusterResponse).ifPresent(pipe::through);
    response = clusterResponse;
    hasBody = withBody;
    body = pipe;
  }

  @Override
  public void passing(ByteBuffer bytes) {
    if (!answer.isDone()) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      beginning.writeBytes(copy);
      if (beginning.size() >= ENOUGH) {
        complete();
      }
    }
  }

  @Override
  public void finished() {
    complete();
  }

  private void complete() {
    HttpResponse head = response;
    BodyPipe pipe = body;
    if (head != null && pipe != null && !answer.isDone()) {
      FirstPage page = FirstPage.of(head, beginning.toByteArray());
      answer.complete(
          new ClusterAnswer.Answered(
              head,
              edit.headers(head, EndToEndHeaders.ofResponse(head)),
              hasBody,
              pipe,
              page.queryId(),
              page.nextUri()));
    }
  }

  @Override
  public void failed(Exception cause, boolean isAnswered) {
    if (!answer.complete(new ClusterAnswer.Lost(cause)) && !forsaken) {
      brokenOff.run();
    }
  }
}
