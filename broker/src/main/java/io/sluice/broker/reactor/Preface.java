package io.sluice.broker.reactor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** Tells a client that speaks HTTP/2 by prior knowledge from all others, by its first bytes. */
final class Preface {
  private static final byte[] EXPECTED = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private int same;

  enum Kind {
    /** What came so far could be either. */
    TOO_SHORT,
    HTTP_2,
    OTHER
  }

  /** Takes what may belong to a preface. */
  Kind look(ByteBuffer source) {
    while (source.hasRemaining()) {
      if (source.get(source.position()) != EXPECTED[same]) {
        return Kind.OTHER;
      }
      source.get();
      if (++same == EXPECTED.length) {
        return Kind.HTTP_2;
      }
    }
    return Kind.TOO_SHORT;
  }

  /** What has been taken. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(EXPECTED, 0, same).asReadOnlyBuffer();
  }
}
