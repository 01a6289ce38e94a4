package io.sluice.broker.exchange;

import java.net.InetSocketAddress;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/**
 * How a client reached the broker. URIs that it shall follow must begin with {@link #base}.
 *
 * @param secure whether it used TLS
 * @param authority the host, and the port unless it is the scheme's own, as the client wrote them
 * @param remoteAddress the client's IP address
 */
public record Origin(boolean secure, String authority, String remoteAddress) {

  /** The origin of a request, by its connection and its headers. */
  public static Origin of(HttpRequest request, HttpContext context) {
    HttpCoreContext connection = HttpCoreContext.cast(context);
    return new Origin(
        connection.getSSLSession() != null, authority(request), remoteAddress(connection));
  }

  /** HTTP/2 has a pseudo-header in the place of Host. */
  private static String authority(HttpRequest request) {
    if (request.getAuthority() != null) {
      return request.getAuthority().toString();
    }
    Header host = request.getFirstHeader(HttpHeaders.HOST);
    return host == null || host.getValue() == null ? "localhost" : host.getValue();
  }

  private static String remoteAddress(HttpCoreContext connection) {
    return connection.getEndpointDetails().getRemoteAddress() instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "";
  }

  /** Scheme and authority, without a slash at the end. */
  public String base() {
    return (secure ? "https://" : "http://") + authority;
  }
}
