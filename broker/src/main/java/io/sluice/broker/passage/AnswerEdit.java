package io.sluice.broker.passage;

import io.sluice.broker.exchange.BodyEdit;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** What the broker changes of a cluster's answer; by default nothing. Called on the lane. */
public interface AnswerEdit {
  /** The answer goes through as it is. */
  AnswerEdit NONE = new AnswerEdit() {};

  /**
   * The headers that the client gets.
   *
   * @param passing those that would pass
   */
  default List<Header> headers(HttpResponse response, List<Header> passing) {
    return passing;
  }

  /** How the body is changed; where it is, {@link #headers} gives no Content-Length. */
  default Optional<BodyEdit> body(HttpResponse response) {
    return Optional.empty();
  }
}
