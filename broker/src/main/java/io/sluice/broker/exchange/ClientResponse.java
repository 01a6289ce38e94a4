package io.sluice.broker.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer that a client's request gets, exactly one: a cluster's, passed through, or one of the
 * broker's own. Safe to be called from any thread.
 */
public final class ClientResponse {
  private static final Logger LOG = LoggerFactory.getLogger(ClientResponse.class);

  private final ResponseChannel channel;
  private final HttpContext context;
  private final ProtocolVersion clientVersion;
  private final boolean multiplexed;
  private final boolean clientWantsClose;
  private final boolean clientAsksKeepAlive;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile @Nullable BodyPipe body;
  private volatile Runnable onOwnAnswer = () -> {};

  public ClientResponse(HttpRequest request, ResponseChannel channel, HttpContext context) {
    this.channel = channel;
    this.context = context;
    this.clientVersion = request.getVersion() == null ? HttpVersion.HTTP_1_1 : request.getVersion();
    this.multiplexed = clientVersion.greaterEquals(HttpVersion.HTTP_2);
    String connection = connectionHeader(request);
    this.clientWantsClose = connection.contains("close");
    this.clientAsksKeepAlive = connection.contains("keep-alive");
  }

  private static String connectionHeader(HttpRequest request) {
    Header header = request.getFirstHeader(HttpHeaders.CONNECTION);
    return header == null || header.getValue() == null
        ? ""
        : header.getValue().toLowerCase(java.util.Locale.ROOT);
  }

  /** Hears when the broker itself answers: no cluster gets the request's body then. */
  public void onOwnAnswer(Runnable then) {
    onOwnAnswer = then;
  }

  /** Passes a cluster's answer through. */
  public void pass(HttpResponse clusterResponse, boolean hasBody, BodyPipe clusterBody) {
    pass(clusterResponse, EndToEndHeaders.ofResponse(clusterResponse), hasBody, clusterBody);
  }

  /** The same with other headers; a body whose length changes must have no Content-Length. */
  public void pass(
      HttpResponse clusterResponse, List<Header> headers, boolean hasBody, BodyPipe clusterBody) {
    var response = new BasicHttpResponse(clusterResponse.getCode(), reason(clusterResponse));
    headers.forEach(response::addHeader);
    send(response, hasBody, clusterBody);
  }

  private static String reason(HttpResponse response) {
    return response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
  }

  /** Answers with a small body of the broker's own. */
  public void answer(int status, String contentType, String text, Header... headers) {
    answer(status, contentType, ByteBuffer.wrap(text.getBytes(UTF_8)), headers);
  }

  /** The same with a body that is held already; it must not change any more. */
  public void answer(int status, String contentType, ByteBuffer bytes, Header... headers) {
    var response = new BasicHttpResponse(status);
    for (Header header : headers) {
      response.addHeader(header);
    }
    response.addHeader(HttpHeaders.CONTENT_TYPE, contentType);
    response.addHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.remaining()));
    if (send(response, bytes.hasRemaining(), BodyPipe.holding(bytes))) {
      onOwnAnswer.run();
    }
  }

  private boolean send(HttpResponse response, boolean hasBody, BodyPipe pipe) {
    if (!begun.compareAndSet(false, true)) {
      LOG.debug("A second answer was dropped: {}", response);
      return false;
    }
    frame(response, hasBody);
    body = pipe;
    try {
      channel.sendResponse(response, hasBody ? new BasicEntityDetails(-1, null) : null, context);
    } catch (HttpException | IOException e) {
      LOG.debug("A client went away before its answer", e);
      channel.terminateExchange();
    }
    return true;
  }

  private void frame(HttpResponse response, boolean hasBody) {
    if (multiplexed) {
      response.removeHeaders(HttpHeaders.CONNECTION);
      return;
    }
    boolean old = clientVersion.lessEquals(HttpVersion.HTTP_1_0);
    boolean undelimited = hasBody && !response.containsHeader(HttpHeaders.CONTENT_LENGTH);
    if (undelimited && !old) {
      response.addHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
    }
    if (response.containsHeader(HttpHeaders.CONNECTION)) {
      return;
    }
    if (clientWantsClose
        || HeadSize.isLarge(Arrays.asList(response.getHeaders()))
        || (old && (undelimited || !clientAsksKeepAlive))) {
      response.addHeader(HttpHeaders.CONNECTION, "close");
    } else if (old && clientAsksKeepAlive) {
      response.addHeader(HttpHeaders.CONNECTION, "keep-alive");
    }
  }

  /** Whether an answer has begun, so that another can no longer be given. */
  public boolean begun() {
    return begun.get();
  }

  /** Breaks the answer off: the client sees its connection closed instead of a complete body. */
  public void breakOff() {
    BodyPipe current = body;
    // A failing pipe would end the connection, and with it the other streams of HTTP/2.
    if (current != null && !multiplexed) {
      current.breakOff();
    }
    channel.terminateExchange();
  }

  /** Tells a client that waits for it to send its body. */
  public void sendContinue() throws HttpException, IOException {
    channel.sendInformation(new BasicHttpResponse(100), context);
  }

  /** For the connection: how much can be written now. */
  public int available() {
    BodyPipe current = body;
    return current == null ? 0 : current.available();
  }

  /** For the connection: it can take bytes. */
  public void produce(DataStreamChannel output) throws IOException {
    BodyPipe current = body;
    if (current != null) {
      current.produce(output);
    }
  }
}
