package io.sluice.broker.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells the dialect by signs that need no login and change nothing: newer Trino tells a coordinator
 * id; {@code /v1/cluster} is Presto's and unknown to Trino, secured or not; a demand for a login
 * names the engine. Versions of PrestoDB begin with {@code 0.}: a sign that says otherwise is not
 * believed.
 */
final class DialectSigns {
  private static final Pattern PRESTO_VERSION = Pattern.compile("0\\.\\d+.*");

  private DialectSigns() {}

  /** The dialect; empty when the signs are missing or contradict each other. */
  static Optional<Dialect> read(ClusterLine line, Info info, Deadline deadline) throws IOException {
    if (info.shown().isPresent()) {
      return info.shown();
    }
    Reply reply = line.ask(ClusterLine.get("/v1/cluster", Map.of()), deadline);
    boolean prestoVersion = PRESTO_VERSION.matcher(info.version()).matches();
    return switch (reply.status()) {
      case 200 -> Optional.of(Dialect.PRESTO).filter(_ -> tellsLoad(reply));
      case 404 -> Optional.of(Dialect.TRINO).filter(_ -> !prestoVersion);
      case 401, 403 ->
          Info.realm(reply).or(() -> Optional.of(Dialect.PRESTO).filter(_ -> prestoVersion));
      default -> Optional.empty();
    };
  }

  private static boolean tellsLoad(Reply reply) {
    try {
      JsonNode load = reply.json();
      return load.has("runningQueries") && load.has("activeWorkers");
    } catch (IOException _) {
      return false;
    }
  }
}
