package io.sluice.broker.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Optional;

/** Reads messages off a connection, as strictly as they are to be compared. */
final class WireReader {
  private final InputStream in;

  WireReader(InputStream in) {
    this.in = new BufferedInputStream(in, 64 << 10);
  }

  /** The next head; empty when the connection has ended in good order. */
  Optional<Head> head() throws IOException {
    var lines = new ArrayList<String>();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      if (line.get().isEmpty()) {
        return Optional.of(Head.of(lines));
      }
      lines.add(line.get());
    }
    if (!lines.isEmpty()) {
      throw new EOFException("ended in a head: " + lines);
    }
    return Optional.empty();
  }

  /**
   * The body behind a head.
   *
   * @param untilEnd whether one that announces no length ends with the connection
   */
  String body(Head head, boolean untilEnd) throws IOException {
    if (head.chunked()) {
      return chunks();
    }
    Optional<Integer> length = head.header("Content-Length").map(Integer::parseInt);
    if (length.isEmpty()) {
      return untilEnd ? new String(in.readAllBytes(), ISO_8859_1) : "";
    }
    return exactly(length.get());
  }

  private String exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("ended after %d of %d bytes".formatted(bytes.length, length));
    }
    return new String(bytes, ISO_8859_1);
  }

  private String chunks() throws IOException {
    var body = new StringBuilder();
    int size;
    do {
      size = Integer.parseInt(line().orElseThrow(EOFException::new), 16);
      body.append(exactly(size));
      if (!line().orElseThrow(EOFException::new).isEmpty()) {
        throw new IOException("a chunk that is longer than its size, or trailers");
      }
    } while (size > 0);
    return body.toString();
  }

  private Optional<String> line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() > 0) {
          throw new EOFException("ended in a line: " + line.toString(ISO_8859_1));
        }
        return Optional.empty();
      }
      line.write(b);
    }
    String text = line.toString(ISO_8859_1);
    if (!text.endsWith("\r")) {
      throw new IOException("a line without a carriage return: " + text);
    }
    return Optional.of(text.substring(0, text.length() - 1));
  }
}
