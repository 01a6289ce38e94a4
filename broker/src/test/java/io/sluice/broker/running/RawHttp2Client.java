package io.sluice.broker.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A client of HTTP/2 without TLS that sends what a test wants, frame by frame. */
final class RawHttp2Client implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int GOAWAY = 7;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  record Frame(int type, int flags, int stream, String payload) {}

  private final Socket socket;
  private final DataInputStream in;

  RawHttp2Client(RunningBroker broker) throws IOException {
    socket = new Socket(broker.front().getHost(), broker.front().getPort());
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  RawHttp2Client send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    socket.getOutputStream().write(frame.array());
    return this;
  }

  /** Headers as {@code name=value|name=value}, uncompressed. */
  RawHttp2Client headers(int flags, int stream, String headers) throws IOException {
    var block = new ByteArrayOutputStream();
    for (String header : headers.split("\\|", -1)) {
      int equals = header.indexOf('=');
      block.write(0);
      literal(block, header.substring(0, equals));
      literal(block, header.substring(equals + 1));
    }
    return send(HEADERS, flags | END_HEADERS, stream, block.toByteArray());
  }

  private static void literal(ByteArrayOutputStream block, String text) {
    assertThat(text.length()).isLessThan(127);
    block.write(text.length());
    block.writeBytes(text.getBytes(ISO_8859_1));
  }

  private Frame read() throws IOException {
    int lengthAndType = in.readInt();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    String payload = new String(in.readNBytes(lengthAndType >>> 8), ISO_8859_1);
    return new Frame(lengthAndType & 0xff, flags, stream, payload);
  }

  /** The first frame of one of these types. */
  Frame await(int... types) throws IOException {
    while (true) {
      Frame frame = read();
      for (int type : types) {
        if (frame.type() == type) {
          return frame;
        }
      }
    }
  }

  /** Whether the broker says GOAWAY, or just ends the connection. */
  boolean isSentAway() throws IOException {
    try {
      return await(GOAWAY).type() == GOAWAY;
    } catch (SocketException | EOFException e) {
      // The connection was ended before its goodbye could be read.
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
