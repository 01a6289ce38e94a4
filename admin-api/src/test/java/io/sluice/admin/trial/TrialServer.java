package io.sluice.admin.trial;

import io.sluice.admin.AdminAddress;
import io.sluice.admin.AdminPorts;
import io.sluice.admin.AdminServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * A started server over ports in memory, and a client of it. Each answer is held against the
 * OpenAPI document, so that what the document says is what the server does.
 */
public final class TrialServer implements AutoCloseable {
  public final ClustersInMemory clusters = new ClustersInMemory();
  public final SwitchesInMemory switches = new SwitchesInMemory();
  public final DecisionsInMemory decisions = new DecisionsInMemory();
  public final RulesInMemory rules = new RulesInMemory();
  public final ReplaysInMemory replays = new ReplaysInMemory();
  public final RuleTrialsInMemory trials = new RuleTrialsInMemory();
  public final ValidationsInMemory validations = new ValidationsInMemory();
  public final HealthInMemory health = new HealthInMemory();
  public final SourcesInMemory sources = new SourcesInMemory();
  public final VersionsInMemory versions = new VersionsInMemory(sources);

  private final AdminServer server =
      new AdminServer(
          new AdminAddress("127.0.0.1", 0),
          new AdminPorts(
              clusters,
              new HistoryInMemory(),
              new GroupsInMemory(),
              switches,
              decisions,
              rules,
              trials,
              validations,
              replays,
              versions,
              sources,
              new ChangesInMemory(),
              health));
  private final HttpClient client = HttpClient.newHttpClient();
  private final OpenApi openApi = OpenApi.read();

  public TrialServer() {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.port();
  }

  /** GET with headers, given as name, value, name, value. */
  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  /** A method without a body. */
  public Answer send(String method, String path, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.noBody()).build());
  }

  /** A method with a JSON body. */
  public Answer sendJson(String method, String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  /** A request built by hand; {@link #uri} gives its target. */
  public Answer send(HttpRequest request) {
    try {
      Answer answer = new Answer(client.send(request, BodyHandlers.ofString()));
      openApi.check(request.method(), request.uri().getPath(), answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /**
   * Sends lines as they are, and gives all that comes back until the server closes the connection.
   */
  public String sendRaw(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(10_000);
      String request = String.join("\r\n", lines) + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? builder : builder.headers(headers);
  }
}
