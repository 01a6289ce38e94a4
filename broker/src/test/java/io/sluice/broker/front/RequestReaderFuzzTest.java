package io.sluice.broker.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.broker.fuzz.Pieces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A statement is read as it was sent, up to exactly the limit, however it was cut on its way. */
final class RequestReaderFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void statement_isReadWhole_orRefusedOnce(byte[] bytes) throws IOException {
    int limit = bytes.length == 0 ? 0 : bytes[0] & 0xff;
    boolean announced = bytes.length > 1 && (bytes[1] & 1) == 1;
    var read = new ArrayList<ByteBuffer>();
    var refusals = new AtomicInteger();
    var reader =
        new RequestReader.Whole(
            limit, announced ? bytes.length : -1, read::add, refusals::incrementAndGet);

    for (ByteBuffer piece : Pieces.of(bytes)) {
      reader.accept(piece);
      assertThat(piece.hasRemaining()).isFalse();
    }
    reader.end(null);

    if (bytes.length <= limit) {
      assertThat(read).containsExactly(ByteBuffer.wrap(bytes));
      assertThat(refusals).hasValue(0);
    } else {
      assertThat(read).isEmpty();
      assertThat(refusals).hasValue(1);
    }
  }
}
