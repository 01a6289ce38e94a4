package io.sluice.broker.rollout;

import io.sluice.broker.store.Stores;

final class H2RolloutsTest extends RolloutsContract {
  @Override
  String url() {
    return Stores.inMemory();
  }
}
