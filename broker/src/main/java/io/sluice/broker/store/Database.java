package io.sluice.broker.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The databases that the schema is written for, and the few words in which they differ.
 *
 * <p>H2 needs four things more:
 *
 * <ul>
 *   <li>It writes what is committed to its file up to half a second later, and a kill of the
 *       process would take it back: CHECKPOINT writes it at once.
 *   <li>It writes its tables and indexes one after the other, while other threads change them. A
 *       kill then leaves an index whose rows are gone, and every later insert of them hangs. So
 *       nothing is written while a transaction is open: one write at a time, and no background
 *       writer (WRITE_DELAY=0).
 *   <li>An interrupt of a thread that reads closes the file for all: the {@code retry:} files open
 *       again.
 *   <li>It closes the database when the process begins to end, before the broker has delivered its
 *       last events, unless told not to.
 * </ul>
 */
enum Database {
  H2("jdbc:h2:", "CHARACTER VARYING(1000000000)", Optional.of("CHECKPOINT")),
  POSTGRESQL("jdbc:postgresql:", "TEXT", Optional.empty()),
  MYSQL("jdbc:mysql:", "LONGTEXT", Optional.empty());

  private static final Pattern H2_FILE = Pattern.compile("^jdbc:h2:(file:|(?=[./~]))");

  private final String urlStart;
  private final String textType;
  private final Optional<String> checkpoint;

  Database(String urlStart, String textType, Optional<String> checkpoint) {
    this.urlStart = urlStart;
    this.textType = textType;
    this.checkpoint = checkpoint;
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
    return H2_FILE.matcher(url).replaceFirst("jdbc:h2:retry:")
        + unlessSet(url, "DB_CLOSE_ON_EXIT=FALSE")
        + unlessSet(url, "WRITE_DELAY=0");
  }

  private static String unlessSet(String url, String option) {
    String name = option.substring(0, option.indexOf('=') + 1);
    return url.contains(";" + name) ? "" : ";" + option;
  }

  /** The words that the migrations leave open. */
  Map<String, String> words() {
    return Map.of("text", textType);
  }

  /** The statement that ends each write, where one must end before the next begins. */
  Optional<String> checkpoint() {
    return checkpoint;
  }
}
