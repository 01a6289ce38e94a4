package io.sluice.broker.spooling;

import io.sluice.broker.gzip.Gunzip;
import io.sluice.rules.fact.ClusterName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page of a query whose results may be spooled, looked at while it passes. Belongs to its lane.
 */
public final class SpooledPage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledPage.class);

  /** Trino names the encoding on every page of such a query, and on no page of another one. */
  private static final String ENCODING = "X-Trino-Query-Data-Encoding";

  private final SegmentIds ids;
  private final @Nullable Gunzip gunzip;
  private boolean unreadable;

  private SpooledPage(Segments segments, ClusterName cluster, boolean gzip) {
    this.ids = new SegmentIds(digest -> segments.learn(digest, cluster));
    this.gunzip =
        gzip ? new Gunzip((bytes, length) -> ids.see(ByteBuffer.wrap(bytes, 0, length))) : null;
  }

  /** The page that begins with {@code response}; empty when it can't tell of segments. */
  static Optional<SpooledPage> of(Segments segments, ClusterName cluster, HttpResponse response) {
    if (response.getFirstHeader(ENCODING) == null) {
      return Optional.empty();
    }
    Header compression = response.getFirstHeader("Content-Encoding");
    boolean gzip = compression != null && "gzip".equalsIgnoreCase(compression.getValue());
    return Optional.of(new SpooledPage(segments, cluster, gzip));
  }

  /** Bytes that pass; leaves the buffer as it was. */
  public void see(ByteBuffer bytes) {
    if (gunzip == null) {
      ids.see(bytes);
    } else if (!unreadable) {
      try {
        gunzip.accept(bytes);
      } catch (IOException e) {
        // It is passed on all the same; the clusters will be asked for its segments.
        LOG.debug("A page with spooled segments is no gzip as it says", e);
        unreadable = true;
      }
    }
  }

  /** No more of it will come. */
  @Override
  public void close() {
    if (gunzip != null) {
      gunzip.close();
    }
  }
}
