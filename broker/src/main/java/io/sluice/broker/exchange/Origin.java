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
 * @param prefix what stands before the broker's paths, such as /sluice; empty, or a path without a
 *     slash at its end
 * @param remoteAddress the client's IP address
 * @param forwardedFor the addresses that the request came through, the client's first, the last one
 *     that of the broker's peer; divided by commas
 */
public record Origin(
    boolean secure, String authority, String prefix, String remoteAddress, String forwardedFor) {

  /** A client that reached the broker itself, by its root. */
  public Origin(boolean secure, String authority, String remoteAddress) {
    this(secure, authority, "", remoteAddress, remoteAddress);
  }

  /** The peer of a request, by its connection and its headers, as if no proxy were between. */
  public static Origin direct(HttpRequest request, HttpContext context) {
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

  /** Scheme, authority and prefix, without a slash at the end. */
  public String base() {
    return (secure ? "https://" : "http://") + authority + prefix;
  }

  /** The port of the authority, or else that of the scheme. */
  public int port() {
    String port = authority.substring(authority.lastIndexOf(':') + 1);
    boolean said =
        port.length() < authority.length()
            && !port.isEmpty()
            && port.length() <= 5
            && port.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return said ? Integer.parseInt(port) : secure ? 443 : 80;
  }
}
