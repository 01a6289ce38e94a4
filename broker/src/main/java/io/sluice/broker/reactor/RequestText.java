package io.sluice.broker.reactor;

import java.util.List;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;

/** Makes a request of the lines of its head, by the letter of RFC 9112. */
final class RequestText {
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = 0; c < TOKEN.length; c++) {
      TOKEN[c] = Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
  }

  private RequestText() {}

  static HttpRequest parse(List<String> lines) throws BadRequest {
    HttpRequest request = requestLine(lines.getFirst());
    for (String line : lines.subList(1, lines.size())) {
      request.addHeader(header(line));
    }
    return request;
  }

  private static HttpRequest requestLine(String line) throws BadRequest {
    String[] words = line.split(" ", -1);
    if (words.length != 3 || words[1].isEmpty() || !isToken(words[0])) {
      throw BadRequest.malformed(
          "request line: malformed (expected: a method, a path and HTTP/1.1, one space between them)");
    }
    // The constructor would take a path for a URI and change it.
    var request = new BasicHttpRequest(words[0], "/");
    request.setPath(words[1]);
    request.setVersion(version(words[2]));
    return request;
  }

  private static ProtocolVersion version(String word) throws BadRequest {
    return switch (word) {
      case "HTTP/1.1" -> HttpVersion.HTTP_1_1;
      case "HTTP/1.0" -> HttpVersion.HTTP_1_0;
      default ->
          throw BadRequest.malformed(
              "request line: another version of HTTP (expected: HTTP/1.1 or HTTP/1.0)");
    };
  }

  private static BasicHeader header(String line) throws BadRequest {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon);
    if (!isToken(name)) {
      throw BadRequest.malformed(
          "a header without a proper name (expected: a token, then a colon)");
    }
    return new BasicHeader(name, trimmed(line, colon + 1));
  }

  private static String trimmed(String line, int start) {
    int from = start;
    int to = line.length();
    while (from < to && isBlank(line.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(line.charAt(to - 1))) {
      to--;
    }
    return line.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether it is what methods and header names are made of, one character at least. */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= TOKEN.length || !TOKEN[c]) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
