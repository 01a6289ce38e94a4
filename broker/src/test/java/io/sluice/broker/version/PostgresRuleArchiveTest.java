package io.sluice.broker.version;

import io.sluice.broker.store.PostgresDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresRuleArchiveTest extends RuleArchiveContract {
  @RegisterExtension static final PostgresDatabase DATABASE = new PostgresDatabase();

  @Override
  String url() {
    return DATABASE.url();
  }
}
