package io.sluice.broker.reactor;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpVersion;

/**
 * Refuses requests whose end, target or host two servers could see in two ways, which is how
 * requests are smuggled past proxies (RFC 9112, sections 3.2, 6.1 and 11.2).
 */
final class CheckedRequest {
  /** No body follows. */
  static final long NO_BODY = -1;

  /** A body follows in chunks. */
  static final long CHUNKED = -2;

  private static final int LONGEST_LENGTH = 18;
  private static final String HOST_MARKS = "._~%[]:-";
  private static final Pattern ESCAPED = Pattern.compile("%(?![0-9a-f]{2})|%(00|2e|2f|5c|0a|0d)");

  private CheckedRequest() {}

  /**
   * Checks a request of HTTP/1.
   *
   * @return how many bytes of body follow, {@link #NO_BODY} or {@link #CHUNKED}
   */
  static long body(HttpRequest request) throws BadRequest {
    host(request);
    ownUrl(request);
    target(request.getPath());
    return framing(request);
  }

  /**
   * presto-client of npm names the whole URL where it cancels a query. At the host that the request
   * names anyway, that says nothing else than its path; every other whole URL is refused.
   */
  private static void ownUrl(HttpRequest request) {
    Header host = request.getFirstHeader(HttpHeaders.HOST);
    if (!request.getMethod().equals("DELETE") || host == null) {
      return;
    }
    for (String scheme : List.of("http://", "https://")) {
      String server = scheme + host.getValue();
      if (request.getPath().startsWith(server + "/")) {
        request.setPath(request.getPath().substring(server.length()));
      }
    }
  }

  /** Checks the path and query that a request names. */
  static void target(String target) throws BadRequest {
    if (!target.startsWith("/") || target.startsWith("//")) {
      throw BadRequest.malformed(
          "request target: not a path (expected: one that begins with a single slash)");
    }
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c == 0x7f || c == '#') {
        throw BadRequest.malformed(
            "request target: a character that no path has (expected: it is percent-encoded)");
      }
    }
    int question = target.indexOf('?');
    path(question < 0 ? target : target.substring(0, question));
  }

  private static void path(String path) throws BadRequest {
    if (path.indexOf('\\') >= 0
        || path.indexOf(';') >= 0
        || (path.indexOf('%') >= 0 && ESCAPED.matcher(path.toLowerCase(Locale.ROOT)).find())
        || (path.indexOf('.') >= 0 && climbs(path))) {
      throw BadRequest.malformed(
          "request target: dot segments, backslashes, parameters or an escape that hides one of them or a slash (expected: a plain path)");
    }
  }

  private static boolean climbs(String path) {
    return Stream.of(path.split("/", -1))
        .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
  }

  static boolean isHost(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c < 128 && Character.isLetterOrDigit(c)) && HOST_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static void host(HttpRequest request) throws BadRequest {
    Header[] hosts = request.getHeaders(HttpHeaders.HOST);
    boolean old = request.getVersion().lessEquals(HttpVersion.HTTP_1_0);
    if (hosts.length > 1 || (hosts.length == 0 && !old)) {
      throw BadRequest.malformed("Host: %d of them (expected: one)".formatted(hosts.length));
    }
    if (hosts.length == 1 && !isHost(hosts[0].getValue())) {
      throw BadRequest.malformed("Host: malformed (expected: a name or address, perhaps a port)");
    }
  }

  private static long framing(HttpRequest request) throws BadRequest {
    Header[] lengths = request.getHeaders(HttpHeaders.CONTENT_LENGTH);
    Header[] codings = request.getHeaders(HttpHeaders.TRANSFER_ENCODING);
    if (codings.length == 0) {
      return lengths.length == 0 ? NO_BODY : length(lengths);
    }
    if (lengths.length > 0) {
      throw BadRequest.malformed(
          "Transfer-Encoding and Content-Length contradict each other (expected: one of the two)");
    }
    if (request.getVersion().lessEquals(HttpVersion.HTTP_1_0)) {
      throw BadRequest.malformed("Transfer-Encoding: not in HTTP/1.0 (expected: Content-Length)");
    }
    if (codings.length > 1 || !"chunked".equalsIgnoreCase(codings[0].getValue())) {
      throw BadRequest.malformed(
          "Transfer-Encoding: another one than chunked (expected: chunked, once)");
    }
    return CHUNKED;
  }

  /** The length that headers of that name announce. */
  static long length(Header[] lengths) throws BadRequest {
    if (lengths.length > 1) {
      throw BadRequest.malformed(
          "Content-Length: %d of them (expected: one)".formatted(lengths.length));
    }
    String value = lengths[0].getValue();
    if (value.isEmpty()
        || value.length() > LONGEST_LENGTH
        || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw BadRequest.malformed("Content-Length: malformed (expected: digits)");
    }
    return Long.parseLong(value);
  }
}
