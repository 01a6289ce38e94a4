package io.sluice.broker.audit;

import io.sluice.broker.store.Stores;

final class H2AuditStoreTest extends AuditStoreContract {
  @Override
  String url() {
    return Stores.inMemory();
  }
}
