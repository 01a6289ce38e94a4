package io.sluice.broker.querylist;

import io.sluice.rules.fact.ClusterName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/** What a cluster has said to the question for its queries. */
sealed interface Reply {
  ClusterName cluster();

  /**
   * A list.
   *
   * @param elements as the cluster wrote them, with the commas between them
   */
  record Listed(ClusterName cluster, ByteBuffer elements) implements Reply {}

  /** Another status than 200; the client may have to log in, for one. */
  record Refused(ClusterName cluster, int status, List<Header> headers, ByteBuffer body)
      implements Reply {
    String contentType() {
      return headers.stream()
          .filter(header -> header.getName().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE))
          .map(Header::getValue)
          .findFirst()
          .orElse("text/plain");
    }

    Header[] challenges() {
      return headers.stream()
          .filter(header -> header.getName().equalsIgnoreCase(HttpHeaders.WWW_AUTHENTICATE))
          .toArray(Header[]::new);
    }
  }

  /** No answer in time, none that is a list, or one for which there was no room. */
  record Missing(ClusterName cluster) implements Reply {}

  static Reply of(ClusterName cluster, int status, List<Header> headers, byte[] body) {
    if (status != 200) {
      return new Refused(cluster, status, headers, ByteBuffer.wrap(body));
    }
    Optional<ByteBuffer> elements =
        isCoded(headers.stream()) ? Optional.empty() : Elements.of(body);
    return elements
        .<Reply>map(found -> new Listed(cluster, found))
        .orElseGet(() -> new Missing(cluster));
  }

  /** Nobody had asked for a coding. */
  private static boolean isCoded(Stream<Header> headers) {
    return headers
        .filter(header -> header.getName().equalsIgnoreCase(HttpHeaders.CONTENT_ENCODING))
        .map(header -> String.valueOf(header.getValue()).toLowerCase(Locale.ROOT))
        .anyMatch(coding -> !coding.equals("identity"));
  }
}
