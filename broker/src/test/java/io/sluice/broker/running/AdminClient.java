package io.sluice.broker.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Asks the admin API, and waits for what is to become true soon. */
final class AdminClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI admin;

  AdminClient(URI admin) {
    this.admin = admin;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(
        http.send(
                HttpRequest.newBuilder(admin.resolve(path)).timeout(PATIENCE).build(),
                BodyHandlers.ofString())
            .body());
  }

  /** A change; {@code ifMatch} is the tag without quotes, or {@code *}, where one is needed. */
  JsonNode post(String path, String json, String... ifMatch)
      throws IOException, InterruptedException {
    return JSON.readTree(change("POST", path, json, ifMatch).body());
  }

  /** A change; {@code ifMatch} is the tag without quotes, or {@code *}, where one is needed. */
  JsonNode put(String path, String json, String... ifMatch)
      throws IOException, InterruptedException {
    return JSON.readTree(change("PUT", path, json, ifMatch).body());
  }

  /** The status of the answer. */
  int delete(String path, String ifMatch) throws IOException, InterruptedException {
    return change("DELETE", path, "", ifMatch).statusCode();
  }

  private HttpResponse<String> change(String method, String path, String json, String... ifMatch)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(admin.resolve(path))
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofString(json));
    for (String tag : ifMatch) {
      request.header("If-Match", tag.equals("*") ? tag : "\"" + tag.replace("\"", "") + "\"");
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Asks again and again until the answer fits; gives the last answer when it never does. */
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
