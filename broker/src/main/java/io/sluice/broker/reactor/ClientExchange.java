package io.sluice.broker.reactor;

import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;

/** One request of a client and its answer, as the event loop drives it. */
public interface ClientExchange extends AsyncServerExchangeHandler {
  /**
   * The rest of the request's body will never come, because what came of it is malformed: nothing
   * of the request may go on. The exchange answers 400 with this text, if it still can.
   */
  void malformed(String text);
}
