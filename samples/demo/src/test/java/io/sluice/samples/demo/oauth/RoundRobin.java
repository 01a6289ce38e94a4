package io.sluice.samples.demo.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A balancer that knows nothing: each connection goes to the next broker. */
final class RoundRobin implements AutoCloseable {
  private final ServerSocket door;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<URI> brokers = List.of();

  RoundRobin() throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return door.getLocalPort();
  }

  /** Balances from now on. */
  void start(List<URI> members) {
    brokers = List.copyOf(members);
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        URI broker = brokers.get(turn.getAndIncrement() % brokers.size());
        Socket server = new Socket(broker.getHost(), broker.getPort());
        pump(client, server);
        pump(server, client);
      } catch (IOException e) {
        // The door was closed, or a broker refused: its client sees its connection end.
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(() -> {
          try (from;
              to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
          } catch (IOException e) {
            // Either side has ended it, and both are closed now.
          }
        });
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
