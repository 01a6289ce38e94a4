package io.sluice.broker.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The smallest client of the statement protocol: posts, polls to the end, keeps what it saw. */
final class StatementClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_POLLS = 10_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI front;
  private final List<String> headers;

  StatementClient(URI front, String... headers) {
    this.front = front;
    this.headers = List.of(headers);
  }

  /** What came of a statement. */
  record Result(String id, List<JsonNode> rows, Optional<String> error, List<String> nextUris) {}

  HttpResponse<String> post(String sql) throws IOException, InterruptedException {
    return http.send(
        request(front.resolve("/v1/statement")).POST(BodyPublishers.ofString(sql)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String uri) throws IOException, InterruptedException {
    return http.send(request(front.resolve(uri)).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> delete(String uri) throws IOException, InterruptedException {
    return http.send(request(front.resolve(uri)).DELETE().build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return request;
  }

  /** Runs a statement to its end. */
  Result run(String sql) throws IOException, InterruptedException {
    HttpResponse<String> response = post(sql);
    var rows = new ArrayList<JsonNode>();
    var nextUris = new ArrayList<String>();
    for (int polls = 0; polls < MOST_POLLS; polls++) {
      if (response.statusCode() != 200) {
        throw new IOException(response.statusCode() + ": " + response.body());
      }
      JsonNode page = JSON.readTree(response.body());
      page.path("data").forEach(rows::add);
      if (!page.has("nextUri")) {
        return new Result(
            page.path("id").asText(),
            rows,
            page.has("error") ? Optional.of(page.at("/error/message").asText()) : Optional.empty(),
            nextUris);
      }
      nextUris.add(page.path("nextUri").asText());
      response = get(page.path("nextUri").asText());
    }
    throw new IOException("no end after " + MOST_POLLS + " polls");
  }

  @Override
  public void close() {
    http.close();
  }
}
