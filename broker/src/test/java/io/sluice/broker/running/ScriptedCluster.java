package io.sluice.broker.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A coordinator on raw sockets whose answers to clients a test writes itself, byte for byte. To the
 * broker's own questions, which name this server as their Host, it is well and has every query.
 */
final class ScriptedCluster implements AutoCloseable {
  private static final String INFO = "{\"nodeVersion\":{\"version\":\"476\"},\"starting\":false}";

  private final ServerSocket server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Script script = (_, wire) -> wire.write("HTTP/1.1 500 No Script\r\n\r\n");
  private volatile CountDownLatch bodyBegun = new CountDownLatch(1);
  private volatile Runnable onBrokenRequest = () -> {};
  private volatile String earlyAnswer = "";

  /** What is done about one request of a client. */
  interface Script {
    void answer(Request request, Wire wire) throws IOException;
  }

  /**
   * A request of a client.
   *
   * @param connection the number of the connection it came on
   * @param head its lines
   * @param body without its transfer coding, with trailers as they came
   */
  record Request(int connection, List<String> head, String body) {
    String start() {
      return head.getFirst();
    }
  }

  /** The connection under a request. */
  record Wire(Socket socket, InputStream in) {
    void write(String text) throws IOException {
      write(text.getBytes(ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    void hangUp() throws IOException {
      socket.close();
    }

    /** Lets all come that still comes, and counts none of it. */
    void drain() throws IOException {
      try {
        in.skipNBytes(Long.MAX_VALUE);
      } catch (EOFException | SocketException e) {
        // The broker has hung up, as it shall.
      }
    }

    /** Waits until the broker hangs up; it sends nothing else before. */
    void awaitEnd() throws IOException {
      try {
        if (in.read() >= 0) {
          throw new IOException("more came instead of the end");
        }
      } catch (SocketException e) {
        // A reset ends it as well.
      }
    }
  }

  ScriptedCluster() throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  void start() {
    Thread.ofVirtual().start(this::accept);
  }

  /** A broker whose only cluster this is. */
  RunningBroker broker(Path folder) throws IOException {
    return broker(folder, authority());
  }

  static RunningBroker broker(Path folder, String authority) throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        front:
          host: 127.0.0.1
          port: 0
          paths: [{ path: /extra/*, cluster: scripted, methods: [POST] }]
        admin: { port: 0 }
        rules: { directory: rules, defaultGroup: adhoc }
        store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
        health: { interval: 100ms, successes: 1 }
        clusters:
          - { name: scripted, group: adhoc, url: "http://%s", dialect: trino, probe: info }
        """
            .formatted(authority));
    return RunningBroker.start(file);
  }

  private String authority() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** From now on; forgets what came before. */
  void play(Script next) {
    requests.clear();
    script = next;
  }

  /** Hears when a body of a client breaks off. */
  void onBrokenRequest(Runnable then) {
    onBrokenRequest = then;
    bodyBegun = new CountDownLatch(1);
  }

  /** From now on this is the answer to each head, and no body is read; none when it is empty. */
  void answerEarly(String bytes) {
    earlyAnswer = bytes;
  }

  /** Open as soon as the first byte of a client's body is here. */
  CountDownLatch bodyBegun() {
    return bodyBegun;
  }

  /** Answers every request with these bytes. */
  void answer(String bytes) {
    play((_, wire) -> wire.write(bytes));
  }

  /** What clients have asked since the script began. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    try {
      for (int connection = 1; ; connection++) {
        Socket socket = server.accept();
        int number = connection;
        Thread.ofVirtual().start(() -> serve(socket, number));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      var wire = new Wire(socket, new BufferedInputStream(socket.getInputStream()));
      for (List<String> head = head(wire.in()); !head.isEmpty(); head = head(wire.in())) {
        boolean own = header(head, "host").equals(authority());
        if (!own && !earlyAnswer.isEmpty()) {
          wire.write(earlyAnswer);
          wire.drain();
          return;
        }
        var request = new Request(number, head, body(head, wire.in()));
        if (own) {
          ownAnswer(request, wire);
        } else {
          requests.add(request);
          script.answer(request, wire);
        }
        if (socket.isClosed()) {
          return;
        }
      }
    } catch (SocketException e) {
      // The broker has hung up, as it may.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void ownAnswer(Request request, Wire wire) throws IOException {
    boolean known =
        request.start().contains(" /v1/info ") || request.start().contains("/v1/query/");
    String body = known ? INFO : "";
    wire.write(
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(known ? "200 OK" : "404 Not Found", body.length(), body));
  }

  private String body(List<String> head, InputStream in) throws IOException {
    if (!header(head, "transfer-encoding").isEmpty()) {
      return begunAndWhole(in);
    }
    String length = header(head, "content-length");
    return length.isEmpty() ? "" : measured(Integer.parseInt(length), in);
  }

  private String measured(int length, InputStream in) throws IOException {
    in.mark(1);
    if (in.read() >= 0) {
      bodyBegun.countDown();
      in.reset();
    }
    byte[] body = untilBroken(length, in);
    if (body.length < length) {
      onBrokenRequest.run();
      throw new SocketException("a body that broke off");
    }
    return new String(body, ISO_8859_1);
  }

  private static byte[] untilBroken(int length, InputStream in) throws IOException {
    try {
      return in.readNBytes(length);
    } catch (SocketException e) {
      // A reset ends it as well; what came before doesn't matter then.
      return new byte[0];
    }
  }

  private String begunAndWhole(InputStream in) throws IOException {
    in.mark(1);
    if (in.read() >= 0) {
      bodyBegun.countDown();
      in.reset();
    }
    try {
      return chunks(in);
    } catch (EOFException | SocketException e) {
      onBrokenRequest.run();
      throw new SocketException("chunks that broke off");
    }
  }

  private static String chunks(InputStream in) throws IOException {
    var body = new StringBuilder();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      byte[] chunk = in.readNBytes(size);
      if (chunk.length < size) {
        throw new EOFException("ended in a chunk");
      }
      body.append(new String(chunk, ISO_8859_1));
      line(in);
    }
    for (String trailer = line(in); !trailer.isEmpty(); trailer = line(in)) {
      body.append('\n').append(trailer);
    }
    return body.toString();
  }

  private static String header(List<String> head, String name) {
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** The lines of the next head; none when the connection has ended. */
  private static List<String> head(InputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return List.of();
    }
    in.reset();
    var lines = new ArrayList<String>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    return lines;
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("ended in a line: " + line.toString(ISO_8859_1));
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
