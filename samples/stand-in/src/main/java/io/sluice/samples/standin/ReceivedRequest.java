package io.sluice.samples.standin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One request as it came over the wire. Immutable. */
public final class ReceivedRequest {
  private final String method;
  private final String target;
  private final String version;
  private final List<Header> headers;
  private final byte[] body;

  /** One header line, the name as it was written. */
  public record Header(String name, String value) {}

  ReceivedRequest(String method, String target, String version, List<Header> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.version = version;
    this.headers = List.copyOf(headers);
    this.body = body.clone();
  }

  public String method() {
    return method;
  }

  /** The request target as it stood in the request line, with its query string. */
  public String target() {
    return target;
  }

  /** The protocol version as it stood in the request line. */
  public String version() {
    return version;
  }

  /** The headers in their order. */
  public List<Header> headers() {
    return headers;
  }

  /** The body after transfer decoding, before content decoding. */
  public byte[] body() {
    return body.clone();
  }

  /** The body read as UTF-8: a statement's SQL. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** The values of all headers of that name, whatever its case, in their order. */
  public List<String> headers(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /** The target without its query string. */
  public String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** The target's query string; empty when it has none. */
  public String queryString() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  /** Whether it submits a client's statement. */
  public boolean isStatement() {
    return method.equals("POST") && path().equals("/v1/statement") && !ofProbe();
  }

  /** Whether it polls a client's statement for its next page. */
  public boolean isPoll() {
    return method.equals("GET") && path().startsWith("/v1/statement/") && !ofProbe();
  }

  /** Whether it asks for the server's health, load or catalogs, be it with a statement. */
  public boolean isProbe() {
    return switch (path()) {
      case "/v1/info",
          "/v1/info/state",
          "/v1/status",
          "/v1/cluster",
          "/metrics",
          "/ui/api/stats",
          "/ui/auth/login",
          "/ui/login" ->
          true;
      default -> path().startsWith("/v1/jmx/") || ofProbe();
    };
  }

  /** A broker's own statements name this source. */
  private boolean ofProbe() {
    return Stream.of(StandInDialect.values())
        .flatMap(dialect -> headers(dialect.header("Source")).stream())
        .anyMatch("sluice-probe"::equals);
  }

  @Override
  public String toString() {
    return method + " " + target + " (" + body.length + " bytes)";
  }
}
