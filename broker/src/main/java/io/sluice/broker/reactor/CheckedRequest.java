package io.sluice.broker.reactor;

import java.io.IOException;
import java.util.Iterator;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.NotImplementedException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose end two servers could see in two places, which is how requests are
 * smuggled past proxies (RFC 9112, sections 5.1, 6.1 and 11.2). Where a parser throws, HttpCore
 * answers; later it only hangs up.
 */
final class CheckedRequest implements NHttpMessageParser<HttpRequest> {
  private static final int LONGEST_LENGTH = 18;
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private final NHttpMessageParser<HttpRequest> parser;

  CheckedRequest(NHttpMessageParser<HttpRequest> parser) {
    this.parser = parser;
  }

  @Override
  public void reset() {
    parser.reset();
  }

  @Override
  public @Nullable HttpRequest parse(SessionInputBuffer buffer, boolean endOfStream)
      throws IOException, HttpException {
    HttpRequest request = parser.parse(buffer, endOfStream);
    if (request != null) {
      checkNames(request);
      checkFraming(request);
    }
    return request;
  }

  private static void checkNames(HttpRequest request) throws ProtocolException {
    Iterator<Header> headers = request.headerIterator();
    while (headers.hasNext()) {
      String name = headers.next().getName();
      if (name.isEmpty() || !name.chars().allMatch(CheckedRequest::isToken)) {
        throw new ProtocolException("header name: '%s' (expected: a token, then a colon)", name);
      }
    }
  }

  private static boolean isToken(int c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || MARKS.indexOf(c) >= 0;
  }

  private static void checkFraming(HttpRequest request) throws HttpException {
    Header[] lengths = request.getHeaders(HttpHeaders.CONTENT_LENGTH);
    Header[] codings = request.getHeaders(HttpHeaders.TRANSFER_ENCODING);
    if (codings.length > 0 && lengths.length > 0) {
      throw new ProtocolException("Transfer-Encoding and Content-Length contradict each other");
    }
    if (codings.length > 0 && request.getVersion().lessEquals(HttpVersion.HTTP_1_0)) {
      throw new ProtocolException("Transfer-Encoding: not in HTTP/1.0 (expected: Content-Length)");
    }
    if (codings.length > 1 || (codings.length == 1 && !isChunked(codings[0]))) {
      throw new NotImplementedException("Transfer-Encoding: chunked is the only one known here");
    }
    if (lengths.length > 1) {
      throw new ProtocolException("Content-Length: %d of them (expected: one)", lengths.length);
    }
    if (lengths.length == 1 && !isLength(lengths[0].getValue())) {
      throw new ProtocolException("Content-Length: %s (expected: digits)", lengths[0].getValue());
    }
  }

  private static boolean isChunked(Header coding) {
    return "chunked".equalsIgnoreCase(coding.getValue());
  }

  private static boolean isLength(@Nullable String value) {
    return value != null
        && !value.isEmpty()
        && value.length() <= LONGEST_LENGTH
        && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
