package io.sluice.broker.reactor;

/** Makes what answers each request of a client; called on the lane of its connection. */
@FunctionalInterface
public interface ClientExchanges {
  ClientExchange begin();
}
