package io.sluice.broker.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.broker.fuzz.Pieces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Whether a query is queued is told the same however its page was cut. */
final class QueuedPageFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void page_tellsTheSame_howeverItIsCut(byte[] bytes) {
    for (boolean gzip : new boolean[] {false, true}) {
      assertThat(isQueued(Pieces.of(bytes), gzip))
          .isEqualTo(isQueued(List.of(ByteBuffer.wrap(bytes)), gzip));
    }
  }

  private static boolean isQueued(List<ByteBuffer> pieces, boolean gzip) {
    var page = new QueuedPage(gzip);
    pieces.forEach(page::see);
    try {
      return page.isQueued();
    } catch (IOException e) {
      // No page at all; the next one tells.
      return false;
    }
  }
}
