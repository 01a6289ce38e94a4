package io.sluice.samples.demo;

import io.sluice.broker.Addresses;
import io.sluice.broker.Broker;
import io.sluice.broker.Main;
import io.sluice.broker.config.ConfigProblem;
import io.sluice.broker.config.ConfigReader;
import io.sluice.broker.config.ConfigReading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A broker in this process, from a configuration file. */
public final class LocalBroker implements BrokerStart.RunningBroker {
  private final Broker broker;

  private LocalBroker(Broker broker) {
    this.broker = broker;
  }

  /**
   * Starts a broker.
   *
   * @throws IOException when the configuration is wrong or something can't start; the message says
   *     what and how to mend it
   */
  public static LocalBroker start(Path configuration) throws IOException {
    return switch (ConfigReader.ofProcess().read(configuration)) {
      case ConfigReading.Invalid invalid ->
          throw new IOException(
              invalid.problems().stream()
                  .map(ConfigProblem::toString)
                  .collect(Collectors.joining(System.lineSeparator())));
      case ConfigReading.Valid valid -> {
        Broker broker = Main.broker(valid.config());
        broker.start();
        yield new LocalBroker(broker);
      }
    };
  }

  @Override
  public URI front() {
    return URI.create("http://" + Addresses.text(broker.frontAddress()));
  }

  @Override
  public URI admin() {
    return URI.create("http://" + Addresses.text(broker.adminAddress()));
  }

  @Override
  public void close() {
    broker.close();
  }
}
