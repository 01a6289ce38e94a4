package io.sluice.broker.exchange;

import java.util.List;
import org.apache.hc.core5.http.Header;

/** How large heads are, for the buffers of HttpCore: they grow with a head, and never shrink. */
final class HeadSize {
  private static final int LARGE = 64 * 1024;

  private HeadSize() {}

  /** Whether a connection that carried such a head is better not kept. */
  static boolean isLarge(List<Header> headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += header.getName().length();
      bytes += header.getValue() == null ? 0 : header.getValue().length();
    }
    return bytes > LARGE;
  }
}
