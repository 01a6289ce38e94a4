package io.sluice.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoCommandTest {
  private static final Pattern CLUSTER = Pattern.compile("url: \"(http://127[^\"]+)\"");

  private final List<String> events = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path configuration = Path.of("none");

  @Test
  void lightDemo_startsStandInsThenABrokerAndStopsBoth() throws IOException {
    int exit = run(this::startBroker, "--light", "--front-port", "0", "--admin-port=0");

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(events)
        .containsExactly("broker started", "cluster answers", "broker closed", "stopped");
    assertThat(out.toString())
        .contains("before stand-in clusters", "http://127.0.0.1:1111", "interactive-2")
        .contains("http://127.0.0.1:2222/api/v1/decisions/by-query/");
    assertThat(configuration).doesNotExist();
  }

  @Test
  void namedFolder_staysWithItsRules() throws IOException {
    Path kept = folder.resolve("demo");

    run(this::startBroker, "--light", "--folder", kept.toString());

    assertThat(kept.resolve("rules/workload.drl")).exists();
    assertThat(kept.resolve("sluice.yaml"))
        .content()
        .contains("defaultGroup: interactive", "name: presto-1, group: presto");
  }

  @Test
  void brokerThatDoesNotStart_stopsTheFleetAndTellsWhy() {
    int exit =
        run(
            path -> {
              configuration = path;
              throw new IOException("front.port: 8080 is taken (expected: a free port)");
            },
            "--light");

    assertThat(exit).isNotZero();
    assertThat(err.toString()).contains("front.port: 8080 is taken");
    assertThat(events).isEmpty();
    assertThat(configuration.getParent()).doesNotExist();
  }

  @Test
  void folderWithSomethingInIt_isRefused() throws IOException {
    Files.writeString(folder.resolve("precious.txt"), "mine");

    int exit = run(this::startBroker, "--light", "--folder", folder.toString());

    assertThat(exit).isNotZero();
    assertThat(err.toString()).contains("is not empty (expected: a new or empty folder)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http"})
  void portThatIsNone_isRefused(String port) {
    int exit = run(this::startBroker, "--light", "--front-port", port);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .contains("--front-port")
        .contains("'%s' (expected: a port, 0 to 65535)".formatted(port));
    assertThat(events).isEmpty();
  }

  private int run(BrokerStart broker, String... arguments) {
    StopSignal stop =
        what -> {
          events.add(clusterAnswers() ? "cluster answers" : "cluster is silent");
          what.stop();
          events.add("stopped");
        };
    return new CommandLine(new DemoCommand(broker, _ -> stop, Map.of()).spec())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private boolean clusterAnswers() throws IOException, InterruptedException {
    Matcher url = CLUSTER.matcher(Files.readString(configuration));
    assertThat(url.find()).isTrue();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest info = HttpRequest.newBuilder(URI.create(url.group(1) + "/v1/info")).build();
      return client.send(info, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    }
  }

  private BrokerStart.RunningBroker startBroker(Path path) {
    configuration = path;
    events.add("broker started");
    return new BrokerStart.RunningBroker() {
      @Override
      public URI front() {
        return URI.create("http://127.0.0.1:1111");
      }

      @Override
      public URI admin() {
        return URI.create("http://127.0.0.1:2222");
      }

      @Override
      public void close() {
        events.add("broker closed");
      }
    };
  }
}
