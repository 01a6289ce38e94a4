package io.sluice.broker.uris;

import io.sluice.broker.config.AddressRange;
import io.sluice.broker.exchange.Origin;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;

/**
 * What proxies before the broker tell of their clients. Only those that an operator trusts are
 * believed: anybody can write X-Forwarded headers.
 *
 * <p>A value that is malformed counts as if it were not there. Of scheme, host, port and prefix the
 * first value counts, which the outermost proxy wrote; who the client is, on which rules may rely,
 * is told by the last address that is no trusted proxy's, which no client can forge.
 */
final class TrustedProxies {
  /** Longer ways are cut at their far end. */
  private static final int MOST_HOPS = 32;

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Pattern PREFIX = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+/?");
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]*)](?::[0-9]{1,5})?|([^:]*):[0-9]{1,5}");

  private final List<AddressRange> trusted;

  TrustedProxies(List<AddressRange> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** How the client came to the broker when its request came over {@code direct}. */
  Origin behind(HttpRequest request, Origin direct) {
    if (trusted.isEmpty() || !isTrusted(withoutZone(direct.remoteAddress()))) {
      return direct;
    }
    boolean secure =
        first(request, "X-Forwarded-Proto")
            .map(scheme -> scheme.toLowerCase(Locale.ROOT))
            .filter(scheme -> scheme.equals("https") || scheme.equals("http"))
            .map(scheme -> scheme.equals("https"))
            .orElse(direct.secure());
    String prefix =
        first(request, "X-Forwarded-Prefix")
            .filter(path -> PREFIX.matcher(path).matches())
            .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
            .orElse("");
    List<String> way = way(request, direct.remoteAddress());
    return new Origin(
        secure,
        authority(request, direct.authority(), secure),
        prefix,
        client(way),
        String.join(", ", way));
  }

  private boolean isTrusted(String text) {
    return AddressRange.address(text)
        .filter(address -> trusted.stream().anyMatch(range -> range.contains(address)))
        .isPresent();
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  private static Optional<String> first(HttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null || header.getValue() == null
        ? Optional.empty()
        : Optional.of(header.getValue().split(",", 2)[0].strip());
  }

  private static String authority(HttpRequest request, String direct, boolean secure) {
    Optional<Matcher> host =
        first(request, "X-Forwarded-Host").map(HOST::matcher).filter(Matcher::matches);
    Optional<String> port =
        first(request, "X-Forwarded-Port")
            .filter(said -> PORT.matcher(said).matches() && Integer.parseInt(said) <= 65_535);
    if (port.isEmpty() || (host.isPresent() && host.get().group(2) != null)) {
      return host.map(Matcher::group).orElse(direct);
    }
    Matcher own = HOST.matcher(direct);
    Optional<String> bare =
        host.map(found -> found.group(1))
            .or(() -> own.matches() ? Optional.of(own.group(1)) : Optional.empty());
    boolean usual = port.get().equals(secure ? "443" : "80");
    return bare.map(name -> usual ? name : name + ":" + port.get()).orElse(direct);
  }

  /** The addresses from the farthest that is still told well to the peer. */
  private static List<String> way(HttpRequest request, String peer) {
    var written = new ArrayList<String>();
    for (Header header : request.getHeaders("X-Forwarded-For")) {
      if (header.getValue() != null) {
        written.addAll(List.of(header.getValue().split(",", -1)));
      }
    }
    var way = new ArrayDeque<String>(List.of(peer));
    for (String one : written.reversed()) {
      Optional<InetAddress> address = address(one.strip());
      if (address.isEmpty() || way.size() == MOST_HOPS) {
        break;
      }
      way.addFirst(address.get().getHostAddress());
    }
    return List.copyOf(way);
  }

  private static Optional<InetAddress> address(String text) {
    Matcher withPort = WITH_PORT.matcher(text);
    if (!withPort.matches()) {
      return AddressRange.address(text);
    }
    return AddressRange.address(withPort.group(1) == null ? withPort.group(2) : withPort.group(1));
  }

  private String client(List<String> way) {
    return way.reversed().stream()
        .filter(address -> !isTrusted(withoutZone(address)))
        .findFirst()
        .orElse(way.getFirst());
  }
}
