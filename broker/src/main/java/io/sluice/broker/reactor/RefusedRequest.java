package io.sluice.broker.reactor;

import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.nio.support.ImmediateResponseExchangeHandler;

/**
 * Stands in the pipeline for a head that was refused, so that its answer comes in its turn, after
 * those to the requests before it.
 */
final class RefusedRequest extends BasicHttpRequest {
  private static final long serialVersionUID = 1;
  private static final String RETRY_AFTER_SECONDS = "1";

  // Requests are serializable, but nobody serializes this one.
  private final transient BadRequest why;

  RefusedRequest(BadRequest why) {
    super("GET", "/");
    setVersion(HttpVersion.HTTP_1_1);
    this.why = why;
  }

  AsyncServerExchangeHandler exchange() {
    return answering(why, true);
  }

  /** Answers with the reason; on HTTP/1.1 it is the connection's last answer. */
  static AsyncServerExchangeHandler answering(BadRequest why, boolean closing) {
    String text = why.text() + "\n";
    var response = new BasicHttpResponse(why.status());
    response.addHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.addHeader(HttpHeaders.CONTENT_LENGTH, text.getBytes(StandardCharsets.UTF_8).length);
    if (why.status() == 503) {
      response.addHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (closing) {
      response.addHeader(HttpHeaders.CONNECTION, "close");
    }
    return new ImmediateResponseExchangeHandler(
        new BasicResponseProducer(
            response, text, ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8)));
  }
}
