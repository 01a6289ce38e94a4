package io.sluice.samples.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Starts a broker in this process. */
@FunctionalInterface
public interface BrokerStart {

  /**
   * Starts a broker from a configuration file.
   *
   * @throws IOException when it can't start; the message says why and how to mend it
   */
  RunningBroker start(Path configuration) throws IOException, InterruptedException;

  /** A broker that takes statements, until it is closed. */
  interface RunningBroker extends AutoCloseable {
    /** Where clients come in. */
    URI front();

    /** Where operators come in. */
    URI admin();

    @Override
    void close() throws IOException;
  }
}
