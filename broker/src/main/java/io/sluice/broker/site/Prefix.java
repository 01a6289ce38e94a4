package io.sluice.broker.site;

import io.sluice.broker.exchange.BodyEdit;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.passage.AnswerEdit;
import io.sluice.rules.fact.ClusterName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a browser below a cluster's prefix: where the cluster sends it, and for which paths it sets
 * cookies. Bodies stay as they are.
 */
final class Prefix implements AnswerEdit {
  private static final String CLUSTERS = "/clusters/";

  /** Browsers come back from the identity provider to the root, whichever cluster sent them. */
  private static final String CALLBACK = "/oauth2/callback";

  private final String root;
  private final String prefix;
  private final List<String> authorities;
  private final AnswerEdit others;

  /**
   * @param url the cluster's own address, which it may name instead of the broker's
   * @param others what else is changed of an answer, before this
   */
  Prefix(ClusterName cluster, URI url, Origin origin, AnswerEdit others) {
    this.root = origin.prefix();
    this.prefix = root + text(cluster);
    this.authorities = List.of(origin.authority(), url.getRawAuthority());
    this.others = others;
  }

  static String text(ClusterName cluster) {
    return CLUSTERS + cluster;
  }

  /** The cluster below whose prefix an address is, such as that of a page. */
  static Optional<ClusterName> of(@Nullable String address) {
    if (address == null) {
      return Optional.empty();
    }
    int authority = address.indexOf("//");
    int path = authority < 0 ? 0 : address.indexOf(CLUSTERS, authority + 2);
    if (path < 0 || !address.startsWith(CLUSTERS, path)) {
      return Optional.empty();
    }
    int start = path + CLUSTERS.length();
    int end = address.indexOf('/', start);
    try {
      return end < 0
          ? Optional.empty()
          : Optional.of(new ClusterName(address.substring(start, end)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Header> headers(HttpResponse response, List<Header> passing) {
    List<Header> all = others.headers(response, passing);
    var changed = new ArrayList<Header>(all.size());
    for (Header header : all) {
      String value = header.getValue();
      if (value == null) {
        changed.add(header);
      } else if (header.getName().equalsIgnoreCase(HttpHeaders.LOCATION)) {
        changed.add(new BasicHeader(header.getName(), location(value)));
      } else if (header.getName().equalsIgnoreCase("Set-Cookie")) {
        changed.add(new BasicHeader(header.getName(), cookie(value)));
      } else {
        changed.add(header);
      }
    }
    return changed;
  }

  @Override
  public Optional<BodyEdit> body(HttpResponse response) {
    return others.body(response);
  }

  /** Where the cluster sends the browser: to itself only below the prefix, elsewhere as it says. */
  String location(String location) {
    int slashes = location.indexOf("//");
    boolean absolute = slashes == 0 || (slashes > 0 && location.startsWith(":", slashes - 1));
    if (!absolute) {
      return location.startsWith("/") ? below(location) : location;
    }
    int start = slashes + 2;
    int end = start;
    while (end < location.length() && "/?#".indexOf(location.charAt(end)) < 0) {
      end++;
    }
    String authority = location.substring(start, end);
    if (authorities.stream().noneMatch(authority::equalsIgnoreCase)) {
      return location;
    }
    String rest = location.substring(end);
    return below(rest.startsWith("/") ? rest : "/" + rest);
  }

  private String below(String path) {
    if (path.startsWith(root + CLUSTERS)) {
      return path;
    }
    return path.startsWith(CLUSTERS) ? root + path : prefix + path;
  }

  /** A cookie for the cluster's own paths, and for no other host or cluster. */
  String cookie(String cookie) {
    String[] parts = cookie.split(";", -1);
    var text = new StringBuilder(parts[0]);
    boolean hasPath = false;
    for (int i = 1; i < parts.length; i++) {
      String name = parts[i].split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (name.equals("path")) {
        hasPath = true;
        text.append(";Path=").append(path(parts[i]));
      } else if (!name.equals("domain")) {
        text.append(';').append(parts[i]);
      }
    }
    return hasPath ? text.toString() : text.append(";Path=").append(prefix).toString();
  }

  private String path(String attribute) {
    int equals = attribute.indexOf('=');
    String path = equals < 0 ? "" : attribute.substring(equals + 1).strip();
    if (!path.startsWith("/") || path.equals("/")) {
      return prefix;
    }
    if (path.equals(CALLBACK)) {
      return root + path;
    }
    return below(path);
  }
}
