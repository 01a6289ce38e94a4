package io.sluice.broker.usage;

import io.sluice.broker.store.Stores;

final class H2LearnedTest extends LearnedContract {
  @Override
  String url() {
    return Stores.inMemory();
  }
}
