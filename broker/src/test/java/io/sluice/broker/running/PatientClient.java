package io.sluice.broker.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that bears with what the engines' own Java clients bear with: it polls again after a 503
 * and after a connection that broke off. It never submits twice.
 */
final class PatientClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StatementClient client;

  PatientClient(URI front, String... headers) {
    this.client = new StatementClient(front, headers);
  }

  /** The rows of a statement; whatever goes wrong for good is an exception. */
  List<JsonNode> run(String sql) throws IOException, InterruptedException {
    JsonNode page = StatementClient.page(client.post(sql));
    var rows = new ArrayList<JsonNode>();
    while (page.has("nextUri")) {
      page = poll(page.path("nextUri").asText());
      page.path("data").forEach(rows::add);
    }
    if (page.has("error")) {
      throw new IOException("'%s' failed: %s".formatted(sql, page.at("/error/message").asText()));
    }
    return rows;
  }

  private JsonNode poll(String uri) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        HttpResponse<String> answer = client.get(uri);
        if (answer.statusCode() != 503 || System.nanoTime() > end) {
          return StatementClient.page(answer);
        }
      } catch (IOException e) {
        if (System.nanoTime() > end || !brokeOff(e)) {
          throw e;
        }
      }
    }
  }

  /** Answers of another status are exceptions of the test's client as well, and for good. */
  private static boolean brokeOff(IOException e) {
    return e.getMessage() == null || !e.getMessage().matches("\\d{3}: .*");
  }

  @Override
  public void close() {
    client.close();
  }
}
