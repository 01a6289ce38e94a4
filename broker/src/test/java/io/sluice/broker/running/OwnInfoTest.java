package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers ask /v1/info for the server's version, each for one of its own family. */
@Timeout(60)
final class OwnInfoTest {
  private final StandInCluster trino =
      StandInCluster.builder().name("trino-1").version("483").build().start();
  private final StandInCluster presto =
      StandInCluster.builder()
          .name("presto-1")
          .dialect(StandInDialect.PRESTO)
          .version("0.296")
          .build()
          .start();
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningBroker broker;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    broker = RunningBroker.start(folder, "", "", in("adhoc", trino), in("other", presto));
    try (var admin = new AdminClient(broker.admin())) {
      for (String cluster : List.of("trino-1", "presto-1")) {
        admin.await(
            "/api/v1/clusters/" + cluster, view -> view.path("state").asText().equals("HEALTHY"));
      }
    }
  }

  @AfterEach
  void stop() {
    http.close();
    RunningBroker.closeAll(broker, trino, presto);
  }

  @ParameterizedTest
  @CsvSource({
    "User-Agent, Trino JDBC Driver/483 os=Linux, 483",
    "User-Agent, Presto JDBC Driver/0.296-8661b73, 0.296",
    "User-Agent, StatementClientV1/0.287, 483",
    "X-Presto-User, ann, 0.296",
    "X-Trino-User, ann, 483",
    "Accept, application/json, 483"
  })
  void version_isThatOfAClusterOfTheClientsFamily(String name, String value, String version)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(broker.front().resolve("/v1/info")).header(name, value).build();

    String answer = http.send(request, BodyHandlers.ofString()).body();

    assertThat(answer).contains("\"nodeVersion\":{\"version\":\"" + version + "\"}");
  }
}
