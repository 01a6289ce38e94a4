package io.sluice.samples.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connections that have asked once and then only stay. For one thread. */
public final class IdleConnections implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
  private static final int TIMEOUT_MILLIS = 10_000;

  private final URI proxy;
  private final List<Socket> sockets = new ArrayList<>();

  public IdleConnections(URI proxy) {
    this.proxy = proxy;
  }

  /** Opens one more and has a request answered on it. */
  public void open() throws IOException {
    var socket = new Socket();
    sockets.add(socket);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(proxy.getHost(), proxy.getPort()), TIMEOUT_MILLIS);
    ask(socket);
  }

  /** Has a request answered on each; how many did answer. */
  public int askAll() {
    int answered = 0;
    for (Socket socket : sockets) {
      try {
        ask(socket);
        answered++;
      } catch (IOException _) {
        // The connection is gone: that is what the count tells.
      }
    }
    return answered;
  }

  private void ask(Socket socket) throws IOException {
    String request =
        "GET /v1/info HTTP/1.1\r\nHost: %s\r\nX-Trino-User: alice\r\n\r\n"
            .formatted(proxy.getAuthority());
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    var answer = new BufferedInputStream(socket.getInputStream(), 1024);
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = answer.read();
      if (next < 0) {
        throw new IOException("the connection was closed after: " + head);
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    if (!head.toString().startsWith("HTTP/1.1 200") || !length.find()) {
      throw new IOException("answer: %s (expected: 200 with its length)".formatted(head));
    }
    answer.skipNBytes(Long.parseLong(length.group(1)));
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
