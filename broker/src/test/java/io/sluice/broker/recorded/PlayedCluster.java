package io.sluice.broker.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.broker.recorded.RecordedExchange.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A coordinator that answers each request with what was recorded, byte for byte.
 *
 * <p>What the broker asks for itself names this server as its Host; a client's request names the
 * recorded one.
 */
final class PlayedCluster implements AutoCloseable {
  private final ServerSocket server;
  private final byte[] info;
  private final BlockingQueue<Message> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<Arrived> arrivals = new LinkedBlockingQueue<>();

  /** A request as it came. */
  record Arrived(Head head, String body) {}

  PlayedCluster(String version) throws IOException {
    this.info =
        "{\"nodeVersion\":{\"version\":\"%s\"},\"coordinator\":true,\"starting\":false}"
            .formatted(version)
            .getBytes(ISO_8859_1);
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  void start() {
    Thread.ofVirtual().name("played-cluster").start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** What the next request of a client gets. */
  void willAnswer(Message answer) {
    answers.clear();
    arrivals.clear();
    answers.add(answer);
  }

  /** The request that came since, if any did. */
  Optional<Arrived> arrived() {
    return Optional.ofNullable(arrivals.poll());
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new WireReader(socket.getInputStream());
      boolean open = true;
      while (open) {
        Optional<Head> head = in.head();
        if (head.isEmpty()) {
          return;
        }
        open = answer(head.get(), in.body(head.get(), false), socket.getOutputStream());
      }
    } catch (SocketException e) {
      // The broker has hung up: its test is over.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether another request may follow. */
  private boolean answer(Head head, String body, OutputStream out) throws IOException {
    if (head.header("Host").orElse("").equals(url().getAuthority())) {
      ownAnswer(head, out);
      return true;
    }
    arrivals.add(new Arrived(head, body));
    Message answer = answers.poll();
    if (answer == null) {
      return false;
    }
    out.write(answer.head().wire());
    out.write(answer.wire().getBytes(ISO_8859_1));
    out.flush();
    return !answer.head().header("Connection").orElse("").equalsIgnoreCase("close");
  }

  /** It is well, and every query is its own. */
  private void ownAnswer(Head head, OutputStream out) throws IOException {
    String path = head.start().split(" ", 3)[1];
    boolean known = path.equals("/v1/info") || path.startsWith("/v1/query/");
    byte[] body = known ? info : new byte[0];
    String start =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(known ? "200 OK" : "404 Not Found", body.length);
    out.write(start.getBytes(ISO_8859_1));
    out.write(body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
