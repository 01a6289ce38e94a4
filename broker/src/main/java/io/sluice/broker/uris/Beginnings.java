package io.sluice.broker.uris;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.admin.cluster.ClusterSpec;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How the URIs begin that a cluster makes of its own address: scheme, host and port. The other
 * scheme counts as well, because a cluster may not know that TLS ends before it.
 *
 * @param all the longest first, in lower case
 */
record Beginnings(List<byte[]> all) {
  Beginnings {
    all = List.copyOf(all);
  }

  static Beginnings of(ClusterSpec cluster) {
    var all =
        new TreeSet<String>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    add(cluster.url(), all);
    cluster.externalUrl().ifPresent(url -> add(url, all));
    return new Beginnings(all.stream().map(text -> text.getBytes(ISO_8859_1)).toList());
  }

  private static void add(URI url, TreeSet<String> all) {
    String host = url.getHost().toLowerCase(java.util.Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : usualPort(url.getScheme());
    for (String scheme : List.of("http", "https")) {
      all.add(scheme + "://" + host + ":" + port);
      if (port == usualPort(scheme)) {
        all.add(scheme + "://" + host);
      }
    }
  }

  private static int usualPort(String scheme) {
    return scheme.equalsIgnoreCase("https") ? 443 : 80;
  }

  /** Host and port as a client of the cluster writes them. */
  static String authority(URI url) {
    return url.getPort() < 0 || url.getPort() == usualPort(url.getScheme())
        ? url.getHost()
        : url.getHost() + ":" + url.getPort();
  }

  /** How many bytes of a text must be known to tell whether it begins so. */
  int needed() {
    return all.getFirst().length + 1;
  }

  /** The length of the beginning that a text has; 0 when it has none. */
  int in(byte[] text, int length) {
    for (byte[] beginning : all) {
      if (length >= beginning.length
          && (length == beginning.length || ends(text[beginning.length]))
          && matches(text, beginning)) {
        return beginning.length;
      }
    }
    return 0;
  }

  private static boolean ends(byte next) {
    return next == '/' || next == '?' || next == '#';
  }

  private static boolean matches(byte[] text, byte[] beginning) {
    for (int i = 0; i < beginning.length; i++) {
      if (Character.toLowerCase(text[i]) != beginning[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@code uri} with {@code base} in the place of its beginning, if it has one of these. */
  Optional<String> replaced(String uri, String base) {
    byte[] bytes = uri.getBytes(ISO_8859_1);
    int length = in(bytes, bytes.length);
    return length == 0 ? Optional.empty() : Optional.of(base + uri.substring(length));
  }
}
