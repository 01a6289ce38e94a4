package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import java.io.IOException;

/** Runs a broker. */
@FunctionalInterface
public interface Serving {
  /**
   * Starts a broker, prints its addresses and waits until it is told to stop.
   *
   * @return the exit code
   * @throws IOException when it can't start; the message says why and how to mend it
   * @throws InterruptedException when the thread was told to stop waiting
   */
  int serve(BrokerConfig config) throws IOException, InterruptedException;
}
