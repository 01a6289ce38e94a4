package io.sluice.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's demo command, as a user runs it. */
@Timeout(300)
final class DemoProcessIT {
  private static final Pattern CLIENTS = Pattern.compile("clients\\s+(http://\\S+)");

  @Test
  void demo_answersStatements_untilItIsTold_toStop(@TempDir Path folder) throws Exception {
    Path errors = folder.resolve("errors.txt");
    Process demo =
        new ProcessBuilder(
                checkout().resolve("bin/sluice").toString(),
                "demo",
                "--light",
                "--front-port=0",
                "--admin-port=0")
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader out = demo.inputReader()) {
      URI front = front(out, errors);
      HttpResponse<String> answer = submit(front);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains(front + "/v1/statement/queued/");

      demo.destroy();

      assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> submit(front)).isInstanceOf(ConnectException.class);
      assertThat(Files.readString(errors)).doesNotContain("Exception", "WARN", "ERROR");
    } finally {
      demo.destroyForcibly();
    }
  }

  private static URI front(BufferedReader out, Path errors) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      text.append(line).append('\n');
      if (line.startsWith("Ctrl-C")) {
        Matcher clients = CLIENTS.matcher(text);
        assertThat(clients.find()).as(text.toString()).isTrue();
        return URI.create(clients.group(1));
      }
    }
    throw new AssertionError("the demo ended: " + text + Files.readString(errors));
  }

  private static HttpResponse<String> submit(URI front) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(front.resolve("/v1/statement"))
              .header("X-Trino-User", "alice")
              .POST(BodyPublishers.ofString("SELECT 1"))
              .build(),
          BodyHandlers.ofString());
    }
  }

  /** The tests of this module run in its folder. */
  private static Path checkout() {
    return Path.of("").toAbsolutePath().resolve("../..").normalize();
  }
}
