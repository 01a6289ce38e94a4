package io.sluice.broker.store;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The databases that the schema is written for, and the few words in which they differ.
 *
 * <p>H2 writes what is committed to its file up to half a second later; CHECKPOINT does it at once.
 * Without it, a kill of the process would take back what has been acknowledged.
 */
enum Database {
  H2("jdbc:h2:", "CHARACTER VARYING(1000000000)", "CHECKPOINT"),
  POSTGRESQL("jdbc:postgresql:", "TEXT", ""),
  MYSQL("jdbc:mysql:", "LONGTEXT", "");

  private final String urlStart;
  private final String textType;
  private final String keepCommitted;

  Database(String urlStart, String textType, String keepCommitted) {
    this.urlStart = urlStart;
    this.textType = textType;
    this.keepCommitted = keepCommitted;
  }

  static Database of(String url) {
    for (Database database : values()) {
      if (url.startsWith(database.urlStart)) {
        return database;
      }
    }
    throw new IllegalArgumentException(
        "store.url: '%s' (expected: an address that starts with one of %s)"
            .formatted(
                url.split("[?;@]", 2)[0],
                Arrays.stream(values()).map(d -> d.urlStart).collect(Collectors.joining(", "))));
  }

  /** The words that the migrations leave open. */
  Map<String, String> words() {
    return Map.of("text", textType);
  }

  /**
   * The statement after which what is committed outlives the process; empty when it does anyway.
   */
  String keepCommitted() {
    return keepCommitted;
  }
}
