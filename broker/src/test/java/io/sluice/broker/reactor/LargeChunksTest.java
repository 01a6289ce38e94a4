package io.sluice.broker.reactor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LargeChunksTest {
  private static final int SMALL = 8192;

  private final Socket socket = new Socket();
  private final Kept kept = new Kept();
  private final BasicHttpTransportMetrics metrics = new BasicHttpTransportMetrics();
  private final LargeChunks encoder = new LargeChunks(socket, kept, metrics, SMALL);

  /** Takes as many bytes as there is room for. */
  private static final class Socket implements WritableByteChannel {
    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private int room = Integer.MAX_VALUE;
    private int writes;

    @Override
    public int write(ByteBuffer source) {
      writes++;
      int taken = Math.min(room, source.remaining());
      for (int i = 0; i < taken; i++) {
        got.write(source.get());
      }
      room -= taken;
      return taken;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** The output buffer of a connection; it grows. */
  private static final class Kept implements SessionOutputBuffer {
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Override
    public boolean hasData() {
      return bytes.hasRemaining();
    }

    @Override
    public int capacity() {
      return 256;
    }

    @Override
    public int length() {
      return bytes.remaining();
    }

    @Override
    public int flush(WritableByteChannel channel) throws IOException {
      return channel.write(bytes);
    }

    @Override
    public void write(ByteBuffer source) {
      bytes =
          ByteBuffer.allocate(bytes.remaining() + source.remaining()).put(bytes).put(source).flip();
    }

    @Override
    public void write(ReadableByteChannel source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void writeLine(CharArrayBuffer line) {
      write(ByteBuffer.wrap((line + "\r\n").getBytes(ISO_8859_1)));
    }
  }

  private record Decoded(ByteBuffer body, List<Integer> chunks, String trailers) {}

  /** What came after the head, read as RFC 9112 has it. */
  private Decoded decoded(String head) throws IOException {
    var in = new ByteArrayInputStream(socket.got.toByteArray());
    assertThat(new String(in.readNBytes(head.length()), ISO_8859_1)).isEqualTo(head);
    var body = new ByteArrayOutputStream();
    var chunks = new ArrayList<Integer>();
    while (true) {
      int size = Integer.parseInt(line(in), 16);
      if (size == 0) {
        return new Decoded(
            ByteBuffer.wrap(body.toByteArray()), chunks, new String(in.readAllBytes(), ISO_8859_1));
      }
      chunks.add(size);
      body.write(in.readNBytes(size));
      assertThat(line(in)).isEmpty();
    }
  }

  private static String line(ByteArrayInputStream in) {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      assertThat(b).as("a byte of a line").isNotNegative();
      line.append((char) b);
    }
    assertThat(line).endsWith("\r");
    return line.substring(0, line.length() - 1);
  }

  private static byte[] random(SplittableRandom random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private void head(String text) {
    kept.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }

  private void end() throws IOException {
    socket.room = Integer.MAX_VALUE;
    encoder.complete(List.of());
    kept.flush(socket);
  }

  @Test
  void largeBody_isOneWriteForEachPiece_theHeadIncluded() throws IOException {
    head("HEAD");
    byte[] piece = random(new SplittableRandom(1), 32 << 10);
    for (int i = 0; i < 32; i++) {
      assertThat(encoder.write(ByteBuffer.wrap(piece))).isEqualTo(piece.length);
    }
    assertThat(socket.writes).isEqualTo(32);
    end();

    assertThat(decoded("HEAD").chunks()).hasSize(32).containsOnly(32 << 10);
    assertThat(metrics.getBytesTransferred()).isGreaterThan(1 << 20);
  }

  @Test
  void smallBody_waitsForItsEnd_toBeOneWriteWithIt() throws IOException {
    head("HEAD");
    assertThat(encoder.write(ByteBuffer.wrap(new byte[700]))).isEqualTo(700);
    assertThat(encoder.write(ByteBuffer.wrap(new byte[300]))).isEqualTo(300);
    assertThat(socket.writes).isZero();
    end();

    assertThat(socket.writes).isEqualTo(1);
    assertThat(decoded("HEAD").chunks()).containsExactly(700, 300);
  }

  @Test
  void manySmallPieces_leaveNowAndThen() throws IOException {
    for (int i = 0; i < 1000; i++) {
      encoder.write(ByteBuffer.wrap(new byte[100]));
      assertThat(kept.length()).isLessThanOrEqualTo(SMALL);
    }
    end();

    assertThat(decoded("").body().remaining()).isEqualTo(100_000);
    assertThat(socket.writes).isLessThan(20);
  }

  @Test
  void pieceLargerThanAWrite_isSeveralChunks() throws IOException {
    byte[] piece = random(new SplittableRandom(2), 1 << 20);
    assertThat(encoder.write(ByteBuffer.wrap(piece))).isEqualTo(piece.length);
    end();

    assertThat(decoded("").body()).isEqualTo(ByteBuffer.wrap(piece));
    assertThat(socket.writes).isLessThan(32);
  }

  @Test
  void headLargerThanAWrite_goesFirst() throws IOException {
    String head = "h".repeat(100_000);
    head(head);
    socket.room = 70_000;
    var piece = ByteBuffer.wrap(random(new SplittableRandom(3), 20_000));
    assertThat(encoder.write(piece)).isZero();
    socket.room = Integer.MAX_VALUE;
    assertThat(encoder.write(piece)).isEqualTo(20_000);
    end();

    assertThat(decoded(head).body()).isEqualTo(piece.rewind());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void bodyArrivesWhole_howeverLittleTheSocketTakes(int seed) throws IOException {
    var random = new SplittableRandom(seed);
    int most = (int) Math.pow(10, 1 + seed % 6);
    var body = ByteBuffer.wrap(random(random, Math.min(3 << 20, 1000 * most)));
    head("HEAD");
    int offered = 0;
    while (offered < body.capacity() || body.hasRemaining()) {
      // What was offered and not taken is offered again, as a pipe does.
      offered =
          Math.max(
              offered, Math.min(body.capacity(), body.position() + 1 + random.nextInt(1 << 16)));
      body.limit(offered);
      socket.room = random.nextInt(most) * (random.nextInt(3) - 1);
      socket.room = Math.max(socket.room, 0);
      int before = body.position();
      assertThat(encoder.write(body)).isEqualTo(body.position() - before);
      kept.flush(socket);
    }
    end();

    Decoded decoded = decoded("HEAD");
    assertThat(decoded.body()).isEqualTo(body.rewind());
    assertThat(decoded.trailers()).isEqualTo("\r\n");
  }

  @Test
  void trailers_comeLast() throws IOException {
    encoder.write(ByteBuffer.wrap(new byte[10]));
    encoder.complete(List.of(new BasicHeader("Checksum", "abc")));
    kept.flush(socket);

    assertThat(decoded("").trailers()).isEqualTo("Checksum: abc\r\n\r\n");
  }

  @Test
  void bodyThatEndsWithinAChunk_isADefect_notAShorterBody() throws IOException {
    socket.room = 100;
    encoder.write(ByteBuffer.wrap(new byte[20_000]));

    assertThatThrownBy(() -> encoder.complete(List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bytes of a chunk are missing");
  }
}
