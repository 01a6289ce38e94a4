package io.sluice.broker.reactor;

import java.nio.ByteBuffer;
import org.apache.hc.core5.http2.config.H2Param;

/**
 * A client's settings as HttpCore bears them. It ends the connection over values that are legal:
 * zero streams for pushes, which is how Java's own client says that it wants none, and numbers
 * beyond 2^31. And it would let a client choose how much memory compression takes.
 */
final class BearableSettings {
  private static final int ENTRY = 6;
  private static final int LARGEST_TABLE = 64 * 1024;

  private BearableSettings() {}

  /** Changes the payload of a frame; gives it back. */
  static ByteBuffer of(ByteBuffer payload) {
    for (int at = 0; at + ENTRY <= payload.limit(); at += ENTRY) {
      int value = payload.getInt(at + 2);
      H2Param param = H2Param.valueOf(payload.getShort(at));
      payload.putInt(at + 2, param == null ? value : bearable(param, value));
    }
    return payload;
  }

  private static int bearable(H2Param param, int value) {
    int positive = value < 0 ? Integer.MAX_VALUE : value;
    return switch (param) {
      case HEADER_TABLE_SIZE -> Math.min(positive, LARGEST_TABLE);
      case MAX_CONCURRENT_STREAMS, MAX_HEADER_LIST_SIZE -> Math.max(positive, 1);
      default -> value;
    };
  }
}
