package io.sluice.samples.demo.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Asks a broker's admin API. */
final class AdminApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI admin;

  AdminApi(URI admin) {
    this.admin = admin;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(admin.resolve(path)).timeout(PATIENCE).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  JsonNode post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(admin.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  /** Removes a cluster whatever its version, and gives its queries up. */
  int deleteCluster(String name) throws IOException, InterruptedException {
    post("/api/v1/clusters/" + name + "/deactivate", "");
    HttpRequest request =
        HttpRequest.newBuilder(admin.resolve("/api/v1/clusters/" + name))
            .timeout(PATIENCE)
            .header("If-Match", "*")
            .DELETE()
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** Asks again until the answer fits; gives the last answer when it never does. */
  JsonNode await(String path, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    JsonNode answer = get(path);
    while (!wanted.test(answer) && Instant.now().isBefore(end)) {
      answer = get(path);
    }
    return answer;
  }

  @Override
  public void close() {
    http.close();
  }
}
