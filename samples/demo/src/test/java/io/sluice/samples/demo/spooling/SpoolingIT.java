package io.sluice.samples.demo.spooling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.samples.demo.client.ClientProcess;
import io.sluice.samples.demo.oauth.SecureFleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 60,000 rows that a Trino spools, read through two brokers by clients that know nothing of them.
 */
@ExtendWith(SecureFleet.Shared.class)
@Timeout(300)
final class SpoolingIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS = 60_000;
  private static final String SQL =
      "SELECT a * 10000 + b, cast(a AS varchar) || '-' || cast(b AS varchar) || ' of many rows'"
          + " FROM UNNEST(sequence(0, 5)) t(a) CROSS JOIN UNNEST(sequence(1, 10000)) u(b)"
          + " ORDER BY 1";

  private final SecureFleet fleet;
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;

  SpoolingIT(SecureFleet fleet) {
    this.fleet = fleet;
  }

  @AfterEach
  void close() {
    http.close();
  }

  private URI engineOf(String source) {
    return fleet.engines().get(source.equals("a") ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void trinoJdbc_readsTheSameRows_asFromTheTrino(String source) throws Exception {
    assertThat(digestOfRows(fleet.plainFront(), source))
        .isEqualTo(digestOfRows(engineOf(source), source));
  }

  private static long digestOfRows(URI server, String source) throws Exception {
    String url = "jdbc:trino://%s?user=alice&source=%s".formatted(server.getAuthority(), source);
    var digest = new CRC32C();
    int count = 0;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SQL)) {
      while (rows.next()) {
        digest.update((rows.getLong(1) + rows.getString(2)).getBytes(UTF_8));
        count++;
      }
    }
    assertThat(count).isEqualTo(ROWS);
    return digest.getValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"b"})
  void trinoCli_printsTheSameRows_asFromTheTrino(String source) throws Exception {
    Path through = print(fleet.plainFront(), source);
    Path direct = print(engineOf(source), source);

    assertThat(through).hasSameBinaryContentAs(direct);
    assertThat(Files.readAllLines(through)).hasSize(ROWS);
  }

  private Path print(URI server, String source) throws Exception {
    var command = new ArrayList<>(fleet.programs().trinoCli());
    command.addAll(List.of("--server", server.toString(), "--user", "alice", "--source", source));
    command.addAll(List.of("--execute", SQL));
    ClientProcess.Ending cli = ClientProcess.run(command, folder, Duration.ofMinutes(2));
    assertThat(cli.exit()).as(cli.err()).isZero();
    return cli.out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "json+zstd", "json+lz4"})
  void segments_comeThroughTheOtherBroker_byteForByte(String encoding) throws Exception {
    List<JsonNode> segments = segments(fleet.plainFronts().getFirst(), encoding);
    assertThat(segments).isNotEmpty();
    long rows = 0;
    for (JsonNode segment : segments) {
      assertThat(segment.path("type").asText()).isEqualTo("spooled");
      rows += segment.at("/metadata/rowsCount").asLong();
      URI there = URI.create(segment.path("uri").asText());
      HttpResponse<byte[]> direct = get(engineOf("b").resolve(there.getPath()));
      HttpResponse<byte[]> other = get(fleet.plainFronts().getLast().resolve(there.getPath()));

      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(other.body()).isEqualTo(direct.body());
      assertThat(get(there).body()).isEqualTo(direct.body());
      assertThat(other.headers().firstValue("Content-Type"))
          .isEqualTo(direct.headers().firstValue("Content-Type"));
    }
    assertThat(rows).isEqualTo(ROWS);

    String acknowledged = URI.create(segments.getFirst().path("ackUri").asText()).getPath();
    URI other = fleet.plainFronts().getLast();
    assertThat(get(other.resolve(acknowledged)).statusCode()).isEqualTo(200);
    assertThat(get(other.resolve(acknowledged.replace("/ack/", "/download/"))).statusCode())
        .isEqualTo(500);
  }

  /** Polls to the end; gives all segments that the pages told of. */
  private List<JsonNode> segments(URI broker, String encoding) throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(broker.resolve("/v1/statement"))
            .header("X-Trino-User", "alice")
            .header("X-Trino-Source", "b")
            .header("X-Trino-Query-Data-Encoding", encoding)
            .POST(BodyPublishers.ofString(SQL))
            .build();
    var segments = new ArrayList<JsonNode>();
    JsonNode page = page(http.send(post, BodyHandlers.ofByteArray()));
    while (page.has("nextUri")) {
      page = page(get(URI.create(page.path("nextUri").asText())));
      page.at("/data/segments").forEach(segments::add);
    }
    assertThat(page.path("error")).isEmpty();
    return segments;
  }

  private static JsonNode page(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<byte[]> get(URI uri) throws Exception {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
  }
}
