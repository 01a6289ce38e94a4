package io.sluice.broker.store;

final class H2ClusterTableTest extends ClusterTableContract {
  @Override
  String url() {
    return Stores.inMemory();
  }
}
