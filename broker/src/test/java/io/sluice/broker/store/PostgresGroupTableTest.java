package io.sluice.broker.store;

import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresGroupTableTest extends GroupTableContract {
  @RegisterExtension static final PostgresDatabase DATABASE = new PostgresDatabase();

  @Override
  String url() {
    return DATABASE.url();
  }
}
