package io.sluice.samples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.broker.Main;
import io.sluice.broker.command.Terminal;
import io.sluice.samples.demo.disk.DemoFolder;
import io.sluice.samples.demo.fleet.Fleet;
import io.sluice.samples.demo.fleet.LightFleet;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What bin/sluice runs once after a build for Java to learn from: commands that only look at rules,
 * then {@code serve} on free ports of this machine with stand-ins behind it, statements through it,
 * and its end. Java writes its ahead-of-time cache when the process ends.
 *
 * <p>The argument is a folder of rules with their tests. Whatever does not go well throws, for a
 * cache must not be made of a start that failed.
 */
public final class Rehearsal {
  /** Enough for Java to see which methods are worth compiling; a second or less. */
  private static final int STATEMENTS = 200;

  private static final List<String> SOURCES = List.of("airflow", "superset", "trino-cli", "");
  private static final List<String> PAGES =
      List.of("/health/ready", "/api/v1/clusters", "/api/v1/rules", "/api/v1/decisions", "/");

  private final HttpClient client;
  private final JsonMapper json = new JsonMapper();

  private Rehearsal(HttpClient client) {
    this.client = client;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          "arguments: %s (expected: one folder of rules)".formatted(List.of(arguments)));
    }
    String rules = arguments[0];
    Terminal terminal = Terminal.ofProcess();
    run(terminal, "--version");
    run(terminal, "rules", "check", rules);
    run(terminal, "rules", "test", rules);
    run(terminal, "rules", "explain", rules, "--user", "ann", "--sql", "SELECT 1 FROM a.b.c");
    try (DemoFolder folder = DemoFolder.temporary();
        Fleet fleet = LightFleet.start();
        HttpClient client = HttpClient.newHttpClient()) {
      QuickstartRules.copyTo(folder.path().resolve("rules"));
      var configuration = new DemoConfiguration(0, 0, ZoneId.systemDefault(), fleet.members());
      Path file = Files.writeString(folder.path().resolve("sluice.yaml"), configuration.yaml());
      new Rehearsal(client).serve(file);
    }
  }

  private static void run(Terminal terminal, String... arguments) {
    int code = Main.command(terminal, List.of()).run(arguments);
    if (code != 0) {
      throw new IllegalStateException(
          "sluice %s: exit code %d (expected: 0; the reason stands above)"
              .formatted(String.join(" ", arguments), code));
    }
  }

  /** Reads the addresses where a user would: in what the command prints. */
  private void serve(Path configuration) throws IOException, InterruptedException {
    Terminal process = Terminal.ofProcess();
    var printed = new PipedReader();
    var out = new PrintWriter(new PipedWriter(printed), true);
    var terminal = new Terminal(out, process.err(), process.in(), process.ansi());
    Thread serving =
        Thread.ofPlatform()
            .name("serve")
            .start(() -> {
              try (out) {
                run(terminal, "serve", "--config", configuration.toString());
              }
            });
    try (var lines = new BufferedReader(printed)) {
      URI front = address(lines.readLine());
      URI admin = address(lines.readLine());
      for (int i = 0; i < STATEMENTS; i++) {
        ask(front, i);
      }
      for (String page : PAGES) {
        get(admin.resolve(page));
      }
    } finally {
      serving.interrupt();
      serving.join();
    }
  }

  private static URI address(String line) throws EOFException {
    if (line == null) {
      throw new EOFException("sluice serve has ended; the reason stands above");
    }
    return URI.create(line.substring(line.indexOf(' ')).strip());
  }

  private void ask(URI front, int number) throws IOException, InterruptedException {
    HttpRequest submit =
        HttpRequest.newBuilder(front.resolve("/v1/statement"))
            .timeout(Duration.ofSeconds(10))
            .header("X-Trino-User", "ann")
            .header("X-Trino-Source", SOURCES.get(number % SOURCES.size()))
            .header("X-Trino-Client-Tags", number % 2 == 0 ? "etl" : "adhoc")
            .POST(
                BodyPublishers.ofString(
                    "SELECT c.name, sum(o.price) FROM shop.orders o JOIN shop.customers c ON o.customer = c.id WHERE o.id > %d GROUP BY c.name"
                        .formatted(number)))
            .build();
    String page = body(submit);
    for (JsonNode next = nextUri(page); !next.isMissingNode(); next = nextUri(page)) {
      page = get(URI.create(next.asText()));
    }
  }

  private JsonNode nextUri(String page) throws IOException {
    return json.readTree(page).path("nextUri");
  }

  private String get(URI uri) throws IOException, InterruptedException {
    return body(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build());
  }

  private String body(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s: status %d (expected: 200)".formatted(request.uri(), response.statusCode()));
    }
    return response.body();
  }
}
