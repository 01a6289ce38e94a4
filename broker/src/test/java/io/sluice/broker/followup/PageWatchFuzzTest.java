package io.sluice.broker.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.broker.fuzz.Pieces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What passes is only looked at: whatever it is, and however it comes, the same is seen. */
final class PageWatchFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void page_tellsTheSame_howeverItIsCut(byte[] bytes) {
    for (boolean gzip : new boolean[] {false, true}) {
      assertThat(seen(Pieces.of(bytes), gzip))
          .isEqualTo(seen(List.of(ByteBuffer.wrap(bytes)), gzip));
    }
    byte[] packed = packed(bytes);
    assertThat(seen(Pieces.of(packed), true))
        .isEqualTo(seen(List.of(ByteBuffer.wrap(packed)), true));
  }

  /** What a watch tells; of a page that can't be read, nothing. */
  private record Seen(boolean queued, Optional<LastPage> last) {}

  private static Seen seen(List<ByteBuffer> pieces, boolean gzip) {
    var watch = new PageWatch(gzip);
    pieces.forEach(watch::see);
    try {
      return new Seen(watch.queued(), watch.lastPage());
    } catch (IOException e) {
      return new Seen(watch.queued(), Optional.empty());
    }
  }

  private static byte[] packed(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
