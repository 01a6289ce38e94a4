package io.sluice.broker.uris;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.broker.exchange.BodyEdit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

final class GzipEditTest {
  /** Makes capitals. */
  private static GzipEdit capitals() {
    return new GzipEdit(
        new BodyEdit() {
          @Override
          public ByteBuffer edit(ByteBuffer bytes) {
            String text = UTF_8.decode(bytes).toString();
            return ByteBuffer.wrap(text.toUpperCase(java.util.Locale.ROOT).getBytes(UTF_8));
          }

          @Override
          public ByteBuffer end() {
            return ByteBuffer.wrap("!".getBytes(UTF_8));
          }
        });
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  /** With every optional part of a header. */
  private static byte[] adorned(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 31, 0, 0, 0, 0, 0, 0});
    bytes.writeBytes(new byte[] {3, 0, 1, 2, 3});
    bytes.writeBytes("name\0comment\0".getBytes(UTF_8));
    bytes.writeBytes(new byte[] {1, 2});
    byte[] plain = text.getBytes(UTF_8);
    try (var deflater = new Deflater(9, true)) {
      deflater.setInput(plain);
      deflater.finish();
      var deflated = new byte[1000];
      bytes.write(deflated, 0, deflater.deflate(deflated));
    }
    var checksum = new CRC32();
    checksum.update(plain);
    bytes.writeBytes(
        ByteBuffer.allocate(8)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .putInt((int) checksum.getValue())
            .putInt(plain.length)
            .array());
    return bytes.toByteArray();
  }

  private static String plain(byte[] gzip) throws IOException {
    return new String(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes(), UTF_8);
  }

  @Test
  void body_isChangedInsideItsGzip_whereverItsPiecesEnd() throws IOException {
    for (byte[] body : new byte[][] {gzip("abc".repeat(50)), adorned("abc".repeat(50))}) {
      for (int border = 0; border <= body.length; border++) {
        assertThat(plain(UriScannerTest.through(capitals(), body, border)))
            .as("cut at %d", border)
            .isEqualTo("ABC".repeat(50) + "!");
      }
    }
  }

  @Test
  void severalMembers_areOneBody_andPaddingIsNone() throws IOException {
    var body = new ByteArrayOutputStream();
    body.writeBytes(gzip("a"));
    body.writeBytes(gzip(""));
    body.writeBytes(gzip("b"));
    body.writeBytes(new byte[20]);

    assertThat(plain(UriScannerTest.through(capitals(), body.toByteArray()))).isEqualTo("AB!");
  }

  @Test
  void largeBody_thatIsSmallOnTheWire_isNotHeldWhole() throws IOException {
    byte[] bomb = gzip("a".repeat(50_000_000));
    GzipEdit edit = capitals();

    ByteBuffer compressed = edit.edit(ByteBuffer.wrap(bomb));

    assertThat(compressed.remaining()).isLessThan(1_000_000);
  }

  @Test
  void noBody_staysNone() throws IOException {
    assertThat(capitals().end().hasRemaining()).isFalse();
  }

  @Test
  void brokenOffBody_fails_insteadOfLookingWhole() throws IOException {
    byte[] body = gzip("abc".repeat(50));
    for (int length = 1; length < body.length; length++) {
      byte[] part = Arrays.copyOf(body, length);
      assertThatThrownBy(() -> UriScannerTest.through(capitals(), part))
          .as("%d bytes", length)
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void closed_holdsNothing_inTheMiddleOfABodyToo() throws IOException {
    byte[] body = gzip("abc".repeat(50));
    GzipEdit edit = capitals();
    edit.edit(ByteBuffer.wrap(body, 0, 20));

    edit.close();

    // What Inflater says whose native memory is gone.
    assertThatThrownBy(() -> edit.edit(ByteBuffer.wrap(body, 20, body.length - 20)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void damagedBody_fails() throws IOException {
    byte[] body = gzip("abc");
    body[body.length - 6] ^= 1;

    assertThatThrownBy(() -> UriScannerTest.through(capitals(), body))
        .isInstanceOf(ZipException.class);
    assertThatThrownBy(() -> UriScannerTest.through(capitals(), "{}".getBytes(UTF_8)))
        .isInstanceOf(ZipException.class);
  }
}
