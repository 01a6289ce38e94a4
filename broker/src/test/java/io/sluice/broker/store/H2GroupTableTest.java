package io.sluice.broker.store;

final class H2GroupTableTest extends GroupTableContract {
  @Override
  String url() {
    return Stores.inMemory();
  }
}
