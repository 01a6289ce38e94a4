package io.sluice.samples.demo.compatibility;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.ClientPrograms;
import io.sluice.samples.demo.client.Endpoints;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Driver;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/**
 * The driver a hundred versions before the newest (382 is the nearest that is published), in a
 * class loader of its own: both drivers have classes of the same names.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OldTrinoJdbcIT extends JdbcCompatibility {
  private final URLClassLoader loader;

  OldTrinoJdbcIT(Endpoints endpoints, ClientPrograms programs) throws IOException {
    super(endpoints);
    this.loader =
        new URLClassLoader(
            "trino-jdbc-382",
            new URL[] {programs.oldTrinoJdbc().toUri().toURL()},
            ClassLoader.getPlatformClassLoader());
  }

  @AfterAll
  void close() throws IOException {
    loader.close();
  }

  @Override
  Dialect dialect() {
    return Dialect.TRINO;
  }

  @Override
  String client() {
    return "Trino JDBC Driver 382";
  }

  @Override
  String word() {
    return "trino";
  }

  @Override
  Driver driver() {
    return ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
  }
}
