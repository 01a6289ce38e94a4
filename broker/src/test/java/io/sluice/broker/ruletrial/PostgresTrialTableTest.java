package io.sluice.broker.ruletrial;

import io.sluice.broker.store.PostgresDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresTrialTableTest extends TrialTableContract {
  @RegisterExtension static final PostgresDatabase DATABASE = new PostgresDatabase();

  @Override
  String url() {
    return DATABASE.url();
  }
}
