package io.sluice.broker.version;

import io.sluice.broker.store.Stores;

final class StoredRuleArchiveTest extends RuleArchiveContract {
  @Override
  String url() {
    return Stores.inMemory();
  }
}
