package io.sluice.samples.standin;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads HTTP/1.1 requests off one connection, byte for byte, and lends nothing a meaning. */
final class RequestReader {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final InputStream in;
  private final OutputStream out;
  private final int headerLimit;
  private int headerBytes;

  RequestReader(InputStream in, OutputStream out, int headerLimit) {
    this.in = in;
    this.out = out;
    this.headerLimit = headerLimit;
  }

  /** The next request; empty when the client has closed the connection between two. */
  Optional<ReceivedRequest> next() throws IOException {
    headerBytes = 0;
    Optional<String> start = line();
    if (start.isEmpty()) {
      return Optional.empty();
    }
    String first = start.get();
    String[] words = first.split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new BadRequest(400, "request line: '" + first + "' (expected: METHOD TARGET HTTP/1.1)");
    }
    List<ReceivedRequest.Header> headers = headers();
    var head = new ReceivedRequest(words[0], words[1], words[2], headers, new byte[0]);
    if (head.header("Expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
      out.write(CONTINUE);
      out.flush();
    }
    return Optional.of(new ReceivedRequest(words[0], words[1], words[2], headers, body(head)));
  }

  private List<ReceivedRequest.Header> headers() throws IOException {
    var headers = new ArrayList<ReceivedRequest.Header>();
    for (String line = requiredLine(); !line.isEmpty(); line = requiredLine()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new BadRequest(400, "header: '" + line + "' (expected: NAME: VALUE)");
      }
      headers.add(
          new ReceivedRequest.Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private byte[] body(ReceivedRequest head) throws IOException {
    Optional<String> coding = head.header("Transfer-Encoding");
    if (coding.isPresent()) {
      if (!coding.get().toLowerCase(Locale.ROOT).equals("chunked")) {
        throw new BadRequest(501, "Transfer-Encoding: " + coding.get() + " (expected: chunked)");
      }
      return chunks();
    }
    Optional<String> length = head.header("Content-Length");
    if (length.isEmpty()) {
      return new byte[0];
    }
    return exactly(number(length.get(), 10));
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      headerBytes = 0;
      String size = requiredLine();
      int semicolon = size.indexOf(';');
      int count = number(semicolon < 0 ? size : size.substring(0, semicolon), 16);
      if (count == 0) {
        break;
      }
      body.writeBytes(exactly(count));
      if (!requiredLine().isEmpty()) {
        throw new BadRequest(400, "chunk: more bytes than its size says (expected: " + count + ")");
      }
    }
    headers();
    return body.toByteArray();
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("body: " + bytes.length + " bytes (expected: " + count + ")");
    }
    return bytes;
  }

  private static int number(String text, int radix) throws BadRequest {
    try {
      return Integer.parseInt(text.strip(), radix);
    } catch (NumberFormatException _) {
      throw new BadRequest(400, "body length: '" + text + "' (expected: a number below 2 GiB)");
    }
  }

  private String requiredLine() throws IOException {
    return line().orElseThrow(() -> new EOFException("the client closed within a request"));
  }

  /** The next line; empty at the connection's end. */
  private Optional<String> line() throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return Optional.empty();
      }
      headerBytes++;
      if (headerBytes > headerLimit) {
        throw new BadRequest(431, "Request Header Fields Too Large");
      }
      line.append((char) b);
    }
    int end = line.length();
    boolean carriageReturn = end > 0 && line.charAt(end - 1) == '\r';
    return Optional.of(line.substring(0, carriageReturn ? end - 1 : end));
  }

  /** A request that can't be read on; the connection ends with this status. */
  static final class BadRequest extends IOException {
    private final int status;

    BadRequest(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
