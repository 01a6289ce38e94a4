package io.sluice.samples.demo.compatibility;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.Endpoints;
import io.trino.jdbc.TrinoDriver;
import java.sql.Driver;

final class TrinoJdbcIT extends JdbcCompatibility {
  TrinoJdbcIT(Endpoints endpoints) {
    super(endpoints);
  }

  @Override
  Dialect dialect() {
    return Dialect.TRINO;
  }

  @Override
  String client() {
    return "Trino JDBC Driver 483";
  }

  @Override
  String word() {
    return "trino";
  }

  @Override
  Driver driver() {
    return new TrinoDriver();
  }
}
