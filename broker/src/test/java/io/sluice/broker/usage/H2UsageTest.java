package io.sluice.broker.usage;

import io.sluice.broker.store.Stores;

final class H2UsageTest extends UsageContract {
  @Override
  String url() {
    return Stores.inMemory();
  }
}
