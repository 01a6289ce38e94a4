package io.sluice.samples.standin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that sends bytes as they are given and shows bytes as they come. */
final class Wire implements AutoCloseable {
  private static final Pattern NEXT = Pattern.compile("\"nextUri\":\"([^\"]+)\"");

  private final Socket socket;
  private final String host;

  /** An answer, its body free of chunks: one character for each byte. */
  record Reply(int status, List<String> headers, String body) {
    byte[] bytes() {
      return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
      return headers.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }

    Optional<URI> next() {
      Matcher matcher = NEXT.matcher(text());
      return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    }
  }

  Wire(StandInCluster cluster) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), cluster.port());
    this.socket.setSoTimeout(10_000);
    this.host = "127.0.0.1:" + cluster.port();
  }

  Reply post(String sql, String... headers) throws IOException {
    byte[] body = sql.getBytes(StandardCharsets.UTF_8);
    send("POST", "/v1/statement", body, headers);
    return reply(false);
  }

  Reply get(URI uri, String... headers) throws IOException {
    return get(target(uri), headers);
  }

  Reply get(String target, String... headers) throws IOException {
    send("GET", target, new byte[0], headers);
    return reply(false);
  }

  Reply delete(URI uri) throws IOException {
    send("DELETE", target(uri), new byte[0]);
    return reply(false);
  }

  /** All pages of a statement, the answer to its POST first. */
  List<Reply> run(String sql, String... headers) throws IOException {
    var pages = new ArrayList<Reply>();
    pages.add(post(sql, headers));
    for (Optional<URI> next = pages.getLast().next();
        next.isPresent();
        next = pages.getLast().next()) {
      pages.add(get(next.get()));
    }
    return pages;
  }

  void send(String method, String target, byte[] body, String... headers) throws IOException {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    raw(head + "\r\n");
    socket.getOutputStream().write(body);
  }

  void raw(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** All bytes up to the connection's end. */
  byte[] rest() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  Reply reply(boolean toHead) throws IOException {
    InputStream in = socket.getInputStream();
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    var headers = new ArrayList<String>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      headers.add(line);
    }
    var empty = new Reply(status, headers, "");
    if (toHead || status == 204 || status == 100) {
      return empty;
    }
    Optional<String> length = empty.header("Content-Length");
    byte[] body = length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : chunks(in);
    return new Reply(status, headers, new String(body, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static String target(URI uri) {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      body.writeBytes(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection ended after '" + line + "'");
      }
      line.append((char) b);
    }
    return line.substring(0, line.length() - 1);
  }
}
