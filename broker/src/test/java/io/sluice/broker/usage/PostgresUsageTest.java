package io.sluice.broker.usage;

import io.sluice.broker.store.PostgresDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresUsageTest extends UsageContract {
  @RegisterExtension static final PostgresDatabase DATABASE = new PostgresDatabase();

  @Override
  String url() {
    return DATABASE.url();
  }
}
