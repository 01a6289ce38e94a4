package io.sluice.broker.reactor;

import java.util.Iterator;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;

/** Refuses requests of HTTP/2 that would be others as HTTP/1 (RFC 9113, sections 8.2 and 10.3). */
final class CheckedStream {
  private static final Set<String> OF_A_CONNECTION =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private CheckedStream() {}

  /**
   * Checks a request.
   *
   * @return the length that it announces; negative when it doesn't
   */
  static long length(HttpRequest request, boolean hasBody) throws BadRequest {
    if (!"http".equals(request.getScheme()) && !"https".equals(request.getScheme())) {
      throw BadRequest.malformed(":scheme: missing or another one (expected: http or https)");
    }
    if (!RequestText.isToken(request.getMethod())) {
      throw BadRequest.malformed(":method: malformed (expected: a token)");
    }
    CheckedRequest.target(String.valueOf(request.getPath()));
    headers(request);
    host(request);
    Header[] lengths = request.getHeaders(HttpHeaders.CONTENT_LENGTH);
    long length = lengths.length == 0 ? -1 : CheckedRequest.length(lengths);
    if (!hasBody && length > 0) {
      throw BadRequest.malformed("content-length: %d, but no body follows".formatted(length));
    }
    return length;
  }

  private static void headers(HttpRequest request) throws BadRequest {
    Iterator<Header> headers = request.headerIterator();
    while (headers.hasNext()) {
      Header header = headers.next();
      if (OF_A_CONNECTION.contains(header.getName())
          || (header.getName().equals("te") && !"trailers".equals(header.getValue()))) {
        throw BadRequest.malformed(
            "%s: not in HTTP/2 (expected: no headers of a connection)".formatted(header.getName()));
      }
      if (!RequestText.isToken(header.getName()) || !isText(header.getValue())) {
        throw BadRequest.malformed(
            "a header with a malformed name or a control character (expected: neither)");
      }
    }
  }

  private static boolean isText(String value) {
    return value.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
  }

  private static void host(HttpRequest request) throws BadRequest {
    URIAuthority authority = request.getAuthority();
    Header[] hosts = request.getHeaders(HttpHeaders.HOST);
    if (hosts.length > 1 || (authority == null && hosts.length == 0)) {
      throw BadRequest.malformed(":authority: missing, or several hosts (expected: one)");
    }
    String host = authority == null ? hosts[0].getValue() : authority.toString();
    if (!CheckedRequest.isHost(host)
        || (hosts.length == 1 && !hosts[0].getValue().equalsIgnoreCase(host))) {
      throw BadRequest.malformed(":authority: malformed, or another one than host's");
    }
  }
}
