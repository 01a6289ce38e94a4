package io.sluice.samples.demo.client;

import org.junit.jupiter.api.extension.ExtendWith;

/** The clients through the broker: what worked against the engines works unchanged. */
@ExtendWith(RealFleet.class)
class BrokerClientsIT extends AllClients {

  BrokerClientsIT(RealBroker broker, ClientPrograms programs) {
    super(broker.endpoints(), programs);
  }
}
