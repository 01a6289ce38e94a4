package io.sluice.samples.demo.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client that goes page by page as a test wants, and polls again on 503 as the drivers do. */
final class FrontClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI front;
  private final Dialect dialect;
  private final String source;

  FrontClient(URI front, Dialect dialect, String source) {
    this.front = front;
    this.dialect = dialect;
    this.source = source;
  }

  /** Submits a statement and polls until its first rows; gives that page. */
  JsonNode begin(String sql) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(front.resolve("/v1/statement"))
            .timeout(LIMIT)
            .header(dialect.headerPrefix() + "User", "alice")
            .header(dialect.headerPrefix() + "Source", source)
            .POST(BodyPublishers.ofString(sql))
            .build();
    HttpResponse<String> answer = http.send(post, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("%s: %d %s".formatted(sql, answer.statusCode(), answer.body()));
    }
    JsonNode page = JSON.readTree(answer.body());
    while (page.path("data").isEmpty() && page.has("nextUri")) {
      page = next(page);
    }
    return page;
  }

  /** The rows of a page and of all that follow. */
  int rowsFrom(JsonNode first) throws IOException, InterruptedException {
    JsonNode page = first;
    int rows = page.path("data").size();
    while (page.has("nextUri")) {
      page = next(page);
      rows += page.path("data").size();
    }
    return rows;
  }

  int rows(String sql) throws IOException, InterruptedException {
    return rowsFrom(begin(sql));
  }

  private JsonNode next(JsonNode page) throws IOException, InterruptedException {
    HttpRequest poll =
        HttpRequest.newBuilder(URI.create(page.path("nextUri").asText())).timeout(LIMIT).build();
    HttpResponse<String> answer = http.send(poll, BodyHandlers.ofString());
    if (answer.statusCode() == 503) {
      return page;
    }
    if (answer.statusCode() != 200) {
      throw new IOException("%s: %d %s".formatted(poll.uri(), answer.statusCode(), answer.body()));
    }
    JsonNode next = JSON.readTree(answer.body());
    if (next.has("error")) {
      throw new IOException(next.at("/error/message").asText());
    }
    return next;
  }

  @Override
  public void close() {
    http.close();
  }
}
