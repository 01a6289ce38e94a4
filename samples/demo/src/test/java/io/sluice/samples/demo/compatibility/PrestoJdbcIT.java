package io.sluice.samples.demo.compatibility;

import com.facebook.presto.jdbc.PrestoDriver;
import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.Endpoints;
import java.sql.Driver;

final class PrestoJdbcIT extends JdbcCompatibility {
  PrestoJdbcIT(Endpoints endpoints) {
    super(endpoints);
  }

  @Override
  Dialect dialect() {
    return Dialect.PRESTO;
  }

  @Override
  String client() {
    return "Presto JDBC Driver 0.296-8661b73";
  }

  @Override
  String word() {
    return "presto";
  }

  @Override
  Driver driver() {
    return new PrestoDriver();
  }
}
