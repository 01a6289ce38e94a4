package io.sluice.samples.demo.client;

import io.sluice.rules.fact.Dialect;
import java.net.URI;
import java.util.Map;

/**
 * Where the clients under test talk to, and where the engines behind it are asked directly.
 *
 * @param front what is under test, by dialect: a broker, or the engines themselves
 * @param direct the engines that the front's statements reach, by dialect
 */
public record Endpoints(Map<Dialect, URI> front, Map<Dialect, URI> direct) {
  public Endpoints {
    front = Map.copyOf(front);
    direct = Map.copyOf(direct);
  }

  public URI front(Dialect dialect) {
    return of(front, dialect);
  }

  public URI direct(Dialect dialect) {
    return of(direct, dialect);
  }

  private static URI of(Map<Dialect, URI> uris, Dialect dialect) {
    URI uri = uris.get(dialect);
    if (uri == null) {
      throw new IllegalArgumentException("endpoint of " + dialect + ": missing (expected: a URL)");
    }
    return uri;
  }
}
