package io.sluice.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.RuleFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Has a running broker replay: posts the files and follows what it tells. */
public final class RemoteReplay implements RuleReplaying {
  private static final String PATH = "/api/v1/rules/replay";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int REFUSED = 422;
  private static final int TOO_LARGE = 413;

  private final URI broker;
  private final JsonMapper json = new JsonMapper();

  /**
   * @param broker the address of the broker's admin port
   */
  public RemoteReplay(URI broker) {
    this.broker = broker;
  }

  @Override
  public Answer replay(Order order, Consumer<JsonNode> progress)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(broker.resolve(PATH))
            .header("Content-Type", "application/json")
            .header("Accept", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body(order)))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build()) {
      HttpResponse<InputStream> response = send(client, request);
      try (InputStream in = response.body()) {
        return response.statusCode() == OK
            ? new Answer.Replayed(follow(in, progress))
            : refused(response.statusCode(), in);
      } finally {
        // Without it, close() would wait for a broker that goes on.
        client.shutdownNow();
      }
    }
  }

  private HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(
          "%s: no broker answers (%s; expected: the admin address of a running broker; without one, --config FILE opens its store)"
              .formatted(broker, e.getMessage() == null ? e : e.getMessage()),
          e);
    }
  }

  private String body(Order order) {
    ObjectNode body = json.createObjectNode();
    body.put("from", order.from().toString());
    order.to().ifPresent(to -> body.put("to", to.toString()));
    order.user().ifPresent(user -> body.put("user", user));
    order.source().ifPresent(source -> body.put("source", source));
    order.group().map(GroupName::value).ifPresent(group -> body.put("group", group));
    body.put("examples", order.examples());
    ObjectNode texts = body.putObject("files");
    for (RuleFile file : order.files().files()) {
      texts.put(file.name(), file.text());
    }
    return body.toString();
  }

  private JsonNode follow(InputStream in, Consumer<JsonNode> progress) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode told = json.readTree(line);
      if (told.has("progress")) {
        progress.accept(told.path("progress"));
      } else if (told.has("report")) {
        return told.path("report");
      } else {
        throw new IOException("%s: %s".formatted(broker, told.at("/problem/detail").asText()));
      }
    }
    throw new IOException("%s: the broker broke the replay off".formatted(broker));
  }

  private Answer refused(int status, InputStream in) throws IOException {
    JsonNode problem = json.readTree(in);
    if (status == REFUSED) {
      List<String> problems = new ArrayList<>();
      for (JsonNode error : problem.path("errors")) {
        problems.add(error.path("field").asText() + ": " + error.path("message").asText());
      }
      return new Answer.Refused(problems);
    }
    String hint =
        status == TOO_LARGE ? "; rules as large as these can be replayed with --config FILE" : "";
    throw new IOException(
        "%s: %d: %s%s".formatted(broker, status, problem.path("detail").asText(), hint));
  }
}
