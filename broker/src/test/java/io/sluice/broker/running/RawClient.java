package io.sluice.broker.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A client that says exactly what a test wants, byte for byte, on one connection. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private int chunks;

  RawClient(URI server) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** One answer, its body taken out of its framing. */
  record Answer(String statusLine, List<String> headers, String body) {
    int status() {
      return Integer.parseInt(statusLine.split(" ", 3)[1]);
    }

    Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst();
    }
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Sends lines, each with its end, and an empty one after them. */
  RawClient head(String... lines) throws IOException {
    return send(String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** Sends as much as the server takes; tells whether it took all. */
  boolean sendAll(byte[] bytes, int times) throws IOException {
    try {
      for (int i = 0; i < times; i++) {
        socket.getOutputStream().write(bytes);
      }
      return true;
    } catch (SocketException e) {
      // The server has hung up; what it had to say before is still to be read.
      return false;
    }
  }

  /** Says that nothing more will come. */
  void finishSending() throws IOException {
    socket.shutdownOutput();
  }

  /** Whether something has come that was not read yet. */
  boolean hasAnswer() throws IOException {
    return in.available() > 0;
  }

  Answer answer() throws IOException {
    return answer(true);
  }

  /** An answer that has no body whatever its headers say, as to a HEAD request. */
  Answer answerWithoutBody() throws IOException {
    return answer(false);
  }

  private Answer answer(boolean withBody) throws IOException {
    String statusLine = line();
    var headers = new java.util.ArrayList<String>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
    }
    var bare = new Answer(statusLine, headers, "");
    if (!withBody || bare.status() < 200 || bare.status() == 204) {
      return bare;
    }
    return new Answer(statusLine, headers, body(bare));
  }

  private String body(Answer head) throws IOException {
    if (head.header("Transfer-Encoding").isPresent()) {
      return chunks();
    }
    Optional<String> length = head.header("Content-Length");
    byte[] bytes =
        length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
    return new String(bytes, ISO_8859_1);
  }

  /** How many chunks the last body had that came in chunks, the empty one not counted. */
  int chunkCount() {
    return chunks;
  }

  private String chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (chunks = 0; true; chunks++) {
      int size = Integer.parseInt(line(), 16);
      body.write(in.readNBytes(size));
      line();
      if (size == 0) {
        return body.toString(ISO_8859_1);
      }
    }
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("closed after '" + line.toString(ISO_8859_1) + "'");
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  /** Whether the server has ended the connection, in order or by a reset. */
  boolean isClosed() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      // A reset ends it as well.
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
