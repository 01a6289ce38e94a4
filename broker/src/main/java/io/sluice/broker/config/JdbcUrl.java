package io.sluice.broker.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address of the store. */
final class JdbcUrl {
  private static final Pattern JDBC = Pattern.compile("jdbc:(?:h2:|postgresql:).+");
  private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:file:)?(\\.{1,2}/[^;]*)(.*)");
  private static final Pattern H2_BARE_FILE = Pattern.compile("jdbc:h2:file:([^/~;][^;]*)(.*)");

  private JdbcUrl() {}

  /**
   * The URL; a relative file of H2 made absolute, because a broker that is started from another
   * folder must find the same store.
   */
  static Optional<String> resolve(String url, Path folder) {
    if (!JDBC.matcher(url).matches()) {
      return Optional.empty();
    }
    for (Pattern relative : new Pattern[] {H2_FILE, H2_BARE_FILE}) {
      var matcher = relative.matcher(url);
      if (matcher.matches()) {
        return absolute(matcher.group(1), folder)
            .map(file -> "jdbc:h2:file:" + file + matcher.group(2));
      }
    }
    return Optional.of(url);
  }

  private static Optional<Path> absolute(String file, Path folder) {
    try {
      return Optional.of(folder.resolve(file).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
