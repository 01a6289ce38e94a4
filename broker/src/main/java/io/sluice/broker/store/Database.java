package io.sluice.broker.store;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The databases that the schema is written for, and the few words in which they differ.
 *
 * <p>H2 needs three things more. It writes what is committed to its file up to half a second later,
 * and a kill of the process would take it back: CHECKPOINT writes it at once. An interrupt of a
 * thread that reads closes the file for all: the {@code retry:} files open again. It closes the
 * database when the process begins to end, before the broker has delivered its last events.
 */
enum Database {
  H2("jdbc:h2:", "CHARACTER VARYING(1000000000)", "CHECKPOINT"),
  POSTGRESQL("jdbc:postgresql:", "TEXT", ""),
  MYSQL("jdbc:mysql:", "LONGTEXT", "");

  private static final Pattern H2_FILE = Pattern.compile("^jdbc:h2:(file:|(?=[./~]))");

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

  /** The address to connect to, for the one that is configured. */
  String connectTo(String url) {
    if (this != H2) {
      return url;
    }
    String atExit = url.contains(";DB_CLOSE_ON_EXIT=") ? "" : ";DB_CLOSE_ON_EXIT=FALSE";
    return H2_FILE.matcher(url).replaceFirst("jdbc:h2:retry:") + atExit;
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
