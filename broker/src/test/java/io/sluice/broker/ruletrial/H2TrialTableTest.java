package io.sluice.broker.ruletrial;

import io.sluice.broker.store.Stores;

final class H2TrialTableTest extends TrialTableContract {
  @Override
  String url() {
    return Stores.inMemory();
  }
}
