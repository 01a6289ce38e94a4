package io.sluice.broker.reactor;

import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.config.H2Setting;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.RawFrame;

/**
 * Tells clients the true limit of a head, while HttpCore tolerates a larger one: beyond its limit
 * it ends the connection, and with it all other requests, where one answer 431 is enough.
 */
final class AdvertisedLimit extends DefaultFrameFactory {
  private static final int TOLERANCE = 1 << 20;

  private final int maxHeaderBytes;

  AdvertisedLimit(int maxHeaderBytes) {
    this.maxHeaderBytes = maxHeaderBytes;
  }

  static int tolerated(int maxHeaderBytes) {
    return maxHeaderBytes + TOLERANCE;
  }

  @Override
  public RawFrame createSettings(H2Setting... settings) {
    H2Setting[] told = settings.clone();
    for (int i = 0; i < told.length; i++) {
      if (told[i].getCode() == H2Param.MAX_HEADER_LIST_SIZE.getCode()) {
        told[i] = new H2Setting(H2Param.MAX_HEADER_LIST_SIZE, maxHeaderBytes);
      }
    }
    return super.createSettings(told);
  }
}
