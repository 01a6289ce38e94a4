package io.sluice.samples.demo.compatibility;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * What a driver connects to.
 *
 * @param driver the driver under test
 * @param word the word of its URLs
 * @param side the engine, or the broker before it
 */
record JdbcDatabase(Driver driver, String word, Side side) {

  String url(String path) {
    return "jdbc:%s://%s%s".formatted(word, side.server().getAuthority(), path);
  }

  /** Connects as the kit's user, unless the properties name another. */
  Connection connect(String path, Map<String, String> properties) throws SQLException {
    var all = new Properties();
    all.setProperty("user", Side.USER);
    properties.forEach(all::setProperty);
    Connection connection = driver.connect(url(path), all);
    if (connection == null) {
      throw new SQLException("the driver takes no such URL: " + url(path));
    }
    return connection;
  }
}
