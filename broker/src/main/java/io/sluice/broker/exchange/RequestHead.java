package io.sluice.broker.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;

/**
 * The head of a request to a cluster.
 *
 * @param method the method
 * @param uri path and query string, as the client wrote them
 * @param headers what passes, in order
 */
public record RequestHead(String method, String uri, List<Header> headers) {
  public RequestHead {
    headers = List.copyOf(headers);
  }

  /** The head of {@code request} as a cluster gets it, which speaks HTTP/1.1. */
  public static RequestHead of(HttpRequest request) {
    List<Header> passing = EndToEndHeaders.ofRequest(request);
    return new RequestHead(
        request.getMethod(),
        request.getPath(),
        HttpVersion.HTTP_2.equals(request.getVersion()) ? asHttp1(request, passing) : passing);
  }

  /** HTTP/2 has the host beside the headers, and may have cookies in pieces. */
  private static List<Header> asHttp1(HttpRequest request, List<Header> passing) {
    var headers = new ArrayList<Header>();
    if (request.getAuthority() != null) {
      headers.add(new BasicHeader(HttpHeaders.HOST, request.getAuthority().toString()));
    }
    var cookies = new StringJoiner("; ");
    for (Header header : passing) {
      if (header.getName().equalsIgnoreCase("cookie")) {
        cookies.add(header.getValue());
      } else if (request.getAuthority() == null
          || !header.getName().equalsIgnoreCase(HttpHeaders.HOST)) {
        headers.add(header);
      }
    }
    if (cookies.length() > 0) {
      headers.add(new BasicHeader("Cookie", cookies.toString()));
    }
    return headers;
  }

  /** The same without one header, or with other headers at the end. */
  public RequestHead replacing(String name, List<Header> replacements) {
    var changed = new ArrayList<Header>(headers);
    changed.removeIf(header -> header.getName().equalsIgnoreCase(name));
    changed.addAll(replacements);
    return new RequestHead(method, uri, changed);
  }

  /** The same to a host that the client may have called otherwise. Host then stands first. */
  public RequestHead withHost(String authority) {
    int hosts = 0;
    boolean same = true;
    for (Header header : headers) {
      if (header.getName().equalsIgnoreCase(HttpHeaders.HOST)) {
        hosts++;
        same &= authority.equals(header.getValue());
      }
    }
    if (hosts == 1 && same) {
      return this;
    }
    var changed = new ArrayList<Header>(headers.size() + 1);
    changed.add(new BasicHeader(HttpHeaders.HOST, authority));
    for (Header header : headers) {
      if (!header.getName().equalsIgnoreCase(HttpHeaders.HOST)) {
        changed.add(header);
      }
    }
    return new RequestHead(method, uri, changed);
  }

  /** Whether sending it twice does the same as sending it once. */
  boolean idempotent() {
    return switch (method) {
      case "GET", "HEAD", "PUT", "DELETE", "OPTIONS" -> true;
      default -> false;
    };
  }

  HttpRequest toRequest() {
    // The constructor would take a path for a URI and change it.
    var request = new BasicHttpRequest(method, "/");
    request.setPath(uri);
    headers.forEach(request::addHeader);
    return request;
  }
}
