package io.sluice.samples.demo.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One client in one version: it runs its script against the engine and, at the same time, through
 * the broker before that engine. What it shows must be the same once ids are masked. Both
 * transcripts stay in {@code target/compatibility}.
 */
@ExtendWith(KitEndpoints.class)
@Timeout(900)
abstract class CompatibilityContract {
  private static final int FEWEST_STEPS = 40;
  private static final Path KEPT = Path.of("target", "compatibility");

  private final Endpoints endpoints;

  @TempDir private Path folder;

  CompatibilityContract(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  abstract Dialect dialect();

  /** The client and the version that this class speaks for, such as {@code trino-cli 476}. */
  abstract String client();

  /** The same, as the installed client tells it. */
  abstract String installed() throws Exception;

  /** Runs the client's script. */
  abstract Transcript run(Side side) throws Exception;

  @Test
  void client_isTheOneThatThisClassSpeaksFor() throws Exception {
    assertThat(installed()).isEqualTo(client());
  }

  @Test
  void transcript_isTheSameDirectlyAndThroughTheBroker() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Transcript> first = threads.submit(running("direct", endpoints.direct(dialect())));
      Future<Transcript> second = threads.submit(running("through", endpoints.front(dialect())));
      Transcript direct = first.get();
      Transcript through = second.get();

      keep("direct", direct);
      keep("through", through);
      assertThat(direct.steps()).hasSizeGreaterThanOrEqualTo(FEWEST_STEPS);
      assertThat(Differences.between(direct, through)).as(client()).isEmpty();
    }
  }

  private Callable<Transcript> running(String name, URI server) throws IOException {
    String schema = "kit_" + UUID.randomUUID().toString().substring(0, 8);
    var side = new Side(dialect(), server, schema, Files.createDirectory(folder.resolve(name)));
    return () -> run(side);
  }

  private void keep(String side, Transcript transcript) throws IOException {
    Files.createDirectories(KEPT);
    String name = "%s-%s-%s.txt".formatted(client(), dialect(), side).replaceAll("[ /@]+", "-");
    // Values that are no proper Unicode are among what is compared; in the file they become '?'.
    String text = String.join("\n", transcript.lines());
    Files.write(KEPT.resolve(name), text.getBytes(UTF_8));
  }
}
