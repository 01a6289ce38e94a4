package io.sluice.broker.store;

final class H2AffinityTableTest extends AffinityTableContract {
  @Override
  String url() {
    return Stores.inMemory();
  }
}
