package io.sluice.broker.exchange;

import java.nio.ByteBuffer;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Hears how an exchange with a cluster goes; called on the lane. Exactly one of {@link #finished}
 * and {@link #failed} is called, last.
 */
public interface ResponseListener {
  /**
   * The response's head is here.
   *
   * @param hasBody whether a body follows, which comes through {@code body}
   */
  void answered(HttpResponse response, boolean hasBody, BodyPipe body);

  /** Bytes of the body pass; to be looked at, not to be consumed. */
  default void passing(ByteBuffer bytes) {}

  /** The whole response has come from the cluster. */
  void finished();

  /**
   * It went wrong.
   *
   * @param answered whether {@link #answered} had been called
   */
  void failed(Exception cause, boolean answered);
}
