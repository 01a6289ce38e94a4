package io.sluice.samples.bench.fleet;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement that shows whether something answers yet. */
public final class FirstStatement {
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+_\\d+_\\d+_\\w+)\"");

  private FirstStatement() {}

  /** Submits a statement; the query's id, or empty when there is no good answer. */
  public static Optional<String> submitTo(URI url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve("/v1/statement"))
              .timeout(Duration.ofSeconds(5))
              .header("X-Trino-User", "alice")
              .POST(BodyPublishers.ofString("SELECT 1"))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      Matcher id = ID.matcher(answer.body());
      return answer.statusCode() == 200 && id.find() ? Optional.of(id.group(1)) : Optional.empty();
    } catch (ConnectException | HttpTimeoutException _) {
      return Optional.empty();
    }
  }
}
