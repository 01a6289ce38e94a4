package io.sluice.broker.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The smallest client of the statement protocol: posts, polls to the end, keeps what it saw. */
final class StatementClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_POLLS = 20_000;

  private final HttpClient http;
  private final URI front;
  private final List<String> headers;

  StatementClient(URI front, String... headers) {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build(),
        front,
        headers);
  }

  /** One that speaks as {@code http} does, which it closes at the end. */
  StatementClient(HttpClient http, URI front, String... headers) {
    this.http = http;
    this.front = front;
    this.headers = List.of(headers);
  }

  /** The same client, which sends more headers. */
  StatementClient with(String... more) {
    var all = new ArrayList<String>(headers);
    all.addAll(List.of(more));
    return new StatementClient(front, all.toArray(String[]::new));
  }

  /** What came of a statement. */
  record Result(
      String id,
      List<JsonNode> rows,
      Optional<String> error,
      List<String> nextUris,
      Map<String, String> headers) {}

  HttpResponse<String> post(String sql) throws IOException, InterruptedException {
    return http.send(
        request(front.resolve("/v1/statement")).POST(BodyPublishers.ofString(sql)).build(),
        StatementClient::text);
  }

  HttpResponse<String> get(String uri) throws IOException, InterruptedException {
    return http.send(request(at(uri)).GET().build(), StatementClient::text);
  }

  HttpResponse<String> delete(String uri) throws IOException, InterruptedException {
    return http.send(request(at(uri)).DELETE().build(), StatementClient::text);
  }

  /** Clusters write the scheme that they are reached by, which need not be the front's. */
  private URI at(String uri) {
    URI there = URI.create(uri);
    if (!there.isAbsolute() || !front.getScheme().equals("https")) {
      return front.resolve(there);
    }
    String query = there.getRawQuery() == null ? "" : "?" + there.getRawQuery();
    return front.resolve(there.getRawPath() + query);
  }

  private static BodySubscriber<String> text(ResponseInfo info) {
    boolean packed =
        info.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    return BodySubscribers.mapping(
        BodySubscribers.ofByteArray(),
        bytes -> new String(packed ? unpacked(bytes) : bytes, UTF_8));
  }

  private static byte[] unpacked(byte[] bytes) {
    try (var page = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return page.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return request;
  }

  /** Submits a statement and polls once, which starts it; gives the answer to the poll. */
  JsonNode begin(String sql) throws IOException, InterruptedException {
    return page(get(page(post(sql)).path("nextUri").asText()));
  }

  static JsonNode page(HttpResponse<String> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Runs a statement to its end. */
  Result run(String sql) throws IOException, InterruptedException {
    return follow(post(sql));
  }

  /** Polls from an answer on, to the end. */
  Result follow(HttpResponse<String> first) throws IOException, InterruptedException {
    HttpResponse<String> response = first;
    var rows = new ArrayList<JsonNode>();
    var nextUris = new ArrayList<String>();
    var told = new TreeMap<String, String>();
    for (int polls = 0; polls < MOST_POLLS; polls++) {
      JsonNode page = page(response);
      response.headers().map().forEach((name, values) -> told.put(name, values.getFirst()));
      page.path("data").forEach(rows::add);
      if (!page.has("nextUri")) {
        return new Result(
            page.path("id").asText(),
            rows,
            page.has("error") ? Optional.of(page.at("/error/message").asText()) : Optional.empty(),
            nextUris,
            told);
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
