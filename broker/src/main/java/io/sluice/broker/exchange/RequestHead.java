package io.sluice.broker.exchange;

import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
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

  /** The head of {@code request} as a cluster gets it. */
  public static RequestHead of(HttpRequest request) {
    return new RequestHead(
        request.getMethod(), request.getPath(), EndToEndHeaders.ofRequest(request));
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
    List<String> hosts =
        headers.stream()
            .filter(header -> header.getName().equalsIgnoreCase(HttpHeaders.HOST))
            .map(Header::getValue)
            .toList();
    if (hosts.equals(List.of(authority))) {
      return this;
    }
    var changed = new ArrayList<Header>();
    changed.add(new BasicHeader(HttpHeaders.HOST, authority));
    headers.stream()
        .filter(header -> !header.getName().equalsIgnoreCase(HttpHeaders.HOST))
        .forEach(changed::add);
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
    var request = new BasicHttpRequest(method, uri);
    headers.forEach(request::addHeader);
    return request;
  }
}
