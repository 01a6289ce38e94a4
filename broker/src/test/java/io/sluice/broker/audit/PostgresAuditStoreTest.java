package io.sluice.broker.audit;

import io.sluice.broker.store.PostgresDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresAuditStoreTest extends AuditStoreContract {
  @RegisterExtension static final PostgresDatabase DATABASE = new PostgresDatabase();

  @Override
  String url() {
    return DATABASE.url();
  }
}
