package io.sluice.broker.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bytes cut into pieces as a network may cut them. */
public final class Pieces {
  private Pieces() {}

  /** The same pieces for the same bytes, most of them short. */
  public static List<ByteBuffer> of(byte[] bytes) {
    var random = new Random(bytes.length);
    var pieces = new ArrayList<ByteBuffer>();
    for (int at = 0; at < bytes.length; ) {
      int most = random.nextInt(4) == 0 ? 4096 : 8;
      int length = Math.min(1 + random.nextInt(most), bytes.length - at);
      pieces.add(ByteBuffer.wrap(bytes, at, length).slice().asReadOnlyBuffer());
      at += length;
    }
    return pieces;
  }
}
