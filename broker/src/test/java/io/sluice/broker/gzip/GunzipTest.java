package io.sluice.broker.gzip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GunzipTest {
  private static final int ALL_FIELDS = 2 | 4 | 8 | 16;

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] inflated(byte[] packed, int pieceBytes) throws IOException {
    var content = new ByteArrayOutputStream();
    try (var gunzip = new Gunzip((bytes, length) -> content.write(bytes, 0, length))) {
      for (int at = 0; at < packed.length; at += pieceBytes) {
        gunzip.accept(ByteBuffer.wrap(packed, at, Math.min(pieceBytes, packed.length - at)));
      }
    }
    return content.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1000, 1_000_000})
  void content_isWhole_howeverItIsCut(int pieceBytes) throws Exception {
    byte[] content = new byte[200_000];
    new Random(1).nextBytes(content);

    assertThat(inflated(gzip(content), pieceBytes)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 1000})
  void header_mayHaveAllItsFields(int pieceBytes) throws Exception {
    byte[] plain = gzip("content".getBytes(UTF_8));
    var full = new ByteArrayOutputStream();
    full.write(plain, 0, 3);
    full.write(ALL_FIELDS);
    full.write(plain, 4, 6);
    full.writeBytes(new byte[] {2, 1});
    full.write(new byte[258], 0, 258);
    full.writeBytes("name\0comment\0".getBytes(ISO_8859_1));
    full.writeBytes(new byte[] {0, 0});
    full.write(plain, 10, plain.length - 10);

    assertThat(inflated(full.toByteArray(), pieceBytes)).asString().isEqualTo("content");
  }

  @Test
  void whatIsNoGzip_isTold() {
    assertThatThrownBy(() -> inflated("this is no gzip at all, is it".getBytes(UTF_8), 5))
        .isInstanceOf(ZipException.class);
  }
}
