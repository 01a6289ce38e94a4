package io.sluice.broker.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.broker.recorded.RecordedExchange.Message;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Sends recorded requests, byte for byte, on as many connections as were recorded. */
final class ReplayedClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final URI server;
  private final Map<String, Connection> connections = new HashMap<>();

  ReplayedClient(URI server) {
    this.server = server;
  }

  private record Connection(Socket socket, WireReader in) {}

  /** What came back. */
  record Received(Head head, String body) {}

  Received send(RecordedExchange exchange) throws IOException {
    Connection connection = connection(exchange.connection());
    Message request = exchange.request();
    connection.socket().getOutputStream().write(request.head().wire());
    connection.socket().getOutputStream().write(request.wire().getBytes(ISO_8859_1));
    Head head = connection.in().head().orElseThrow(() -> new EOFException("no answer"));
    boolean bodiless = exchange.method().equals("HEAD") || head.start().contains(" 204 ");
    String body = bodiless ? "" : connection.in().body(head, true);
    if (head.header("Connection").orElse("").equals("close")) {
      connections.remove(exchange.connection());
      connection.socket().close();
    }
    return new Received(head, body);
  }

  private Connection connection(String name) throws IOException {
    Connection known = connections.get(name);
    if (known != null) {
      return known;
    }
    var socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    var opened = new Connection(socket, new WireReader(socket.getInputStream()));
    connections.put(name, opened);
    return opened;
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections.values()) {
      connection.socket().close();
    }
  }
}
