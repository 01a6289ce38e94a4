package io.sluice.broker.store;

import java.time.Duration;

/**
 * Which database, and how to reach it.
 *
 * @param url its JDBC address, such as {@code jdbc:h2:file:./data/sluice}
 * @param user its user; empty when the address says it
 * @param password the user's password; may be empty
 * @param connections how many connections may be open at once
 * @param connectTimeout how long a caller waits for a connection, at least 250 ms
 */
public record StoreSettings(
    String url, String user, String password, int connections, Duration connectTimeout) {
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);

  public StoreSettings {
    Database.of(url);
    if (connections < 1) {
      throw new IllegalArgumentException(
          "store.connections: %d (expected: 1 or more)".formatted(connections));
    }
    if (connectTimeout.compareTo(SHORTEST_TIMEOUT) < 0) {
      throw new IllegalArgumentException(
          "store.connectTimeout: %s (expected: 250 ms or more)".formatted(connectTimeout));
    }
  }

  /** Four connections, one second. */
  public static StoreSettings of(String url) {
    return new StoreSettings(url, "", "", 4, Duration.ofSeconds(1));
  }

  /** The address without its options, among which a password may stand. */
  String place() {
    return url.split("[?;]", 2)[0];
  }

  @Override
  public String toString() {
    return "StoreSettings[%s, user %s, %d connections, connect within %s]"
        .formatted(place(), user, connections, connectTimeout);
  }
}
