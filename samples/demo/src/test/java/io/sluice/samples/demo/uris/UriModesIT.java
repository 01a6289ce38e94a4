package io.sluice.samples.demo.uris;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.ClientProcess;
import io.sluice.samples.demo.client.ClientPrograms;
import io.sluice.samples.demo.client.RealFleet;
import io.sluice.samples.demo.engine.Engine;
import io.sluice.samples.demo.fleet.DemoFleet;
import io.sluice.samples.demo.uris.TlsFronts.Cluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/fleet.md, "URIs: how clients come back", where the front speaks TLS. */
@ExtendWith(RealFleet.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class UriModesIT {
  private static final int ROWS = 20_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final ClientPrograms programs;
  private final DemoFleet fleet;
  private Path folder;
  private TlsFronts fronts;
  private Map<String, URI> brokers = Map.of();

  UriModesIT(DemoFleet fleet, ClientPrograms programs) {
    this.fleet = fleet;
    this.programs = programs;
  }

  @BeforeAll
  void start(@TempDir Path own) throws IOException, InterruptedException {
    folder = own;
    fronts = TlsFronts.start(fleet, folder);
    brokers = Map.of("rewrite", fronts.broker("rewrite"), "forwarded", fronts.broker("forwarded"));
  }

  @AfterAll
  void stop() throws IOException {
    fronts.close();
  }

  private URI broker(String mode) {
    return brokers.getOrDefault(mode, URI.create("https://missing"));
  }

  /** Several pages, whose rows look like what is rewritten. */
  private static String sql(Cluster cluster) {
    return "select a, rpad('é', 60, 'x'), map(array['nextUri'], array['%s/v1/x'])"
            .formatted(cluster.url())
        + " from unnest(sequence(1, 5000)) t(a) cross join unnest(sequence(1, %d)) u(b)"
            .formatted(ROWS / 5000);
  }

  @ParameterizedTest
  @CsvSource({
    "rewrite, TRINO",
    "rewrite, OLDER_TRINO",
    "rewrite, PRESTO",
    "rewrite, NEWER_PRESTO",
    "forwarded, OLDER_TRINO",
    "forwarded, PRESTO",
    "forwarded, NEWER_PRESTO"
  })
  void everyUri_leadsToTheBroker_andRowsStayAsTheyAre(String mode, Engine engine)
      throws IOException, InterruptedException {
    Cluster cluster = fronts.cluster(engine);
    int rows = 0;
    int pagesWithRows = 0;
    try (var pages = new Pages(fronts.certificate().client())) {
      Pages.Page page = pages.submit(broker(mode), cluster, sql(cluster));
      checkUris(page, mode, cluster);
      while (page.json().has("nextUri")) {
        URI next = URI.create(page.json().path("nextUri").textValue());
        page = pages.get(next, "gzip");
        checkUris(page, mode, cluster);
        int here = page.json().path("data").size();
        rows += here;
        if (here > 0) {
          pagesWithRows++;
          assertThat(pages.get(next, "identity").text()).isEqualTo(page.text());
          if (mode.equals("rewrite")) {
            checkSameBytes(
                page, pages.get(cluster.url().resolve(target(next)), "identity"), cluster);
          }
        }
      }
      assertThat(page.json().has("error")).as(page.text()).isFalse();
    }
    assertThat(rows).isEqualTo(ROWS);
    assertThat(pagesWithRows).isGreaterThan(1);
  }

  private static String target(URI uri) {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /**
   * Where one stage of a query is cancelled, Presto tells by its own address, whatever it hears.
   */
  private void checkUris(Pages.Page page, String mode, Cluster cluster) throws IOException {
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    JsonNode json = page.json();
    boolean own = mode.equals("forwarded") && cluster.engine().dialect() == Dialect.PRESTO;
    for (String field : List.of("nextUri", "infoUri", "partialCancelUri")) {
      if (json.has(field)) {
        URI server = own && field.equals("partialCancelUri") ? cluster.url() : broker(mode);
        assertThat(json.path(field).textValue()).as(field).startsWith(server + "/");
      }
    }
  }

  /** Of the fields in question each stands once before the rows. */
  private void checkSameBytes(Pages.Page page, Pages.Page direct, Cluster cluster) {
    String expected = direct.text();
    for (String field : List.of("nextUri", "partialCancelUri", "infoUri")) {
      String named = field.equals("infoUri") ? "/clusters/" + cluster.name() : "";
      String head = expected.substring(0, expected.indexOf("\"data\":"));
      String changed =
          head.replace(
              "\"%s\":\"%s/".formatted(field, cluster.url()),
              "\"%s\":\"%s%s/".formatted(field, broker("rewrite"), named));
      expected = changed + expected.substring(head.length());
    }
    assertThat(page.text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "rewrite, TRINO",
    "rewrite, OLDER_TRINO",
    "rewrite, PRESTO",
    "rewrite, NEWER_PRESTO",
    "forwarded, OLDER_TRINO",
    "forwarded, PRESTO",
    "forwarded, NEWER_PRESTO"
  })
  void driver_readsAllPages_andPreparesLargeStatements(String mode, Engine engine)
      throws Exception {
    Cluster cluster = fronts.cluster(engine);
    try (Connection connection = connect(mode, cluster)) {
      try (ResultSet rows = connection.createStatement().executeQuery(sql(cluster))) {
        int count = 0;
        while (rows.next()) {
          count++;
          assertThat(rows.getObject(3)).isEqualTo(Map.of("nextUri", cluster.url() + "/v1/x"));
        }
        assertThat(count).isEqualTo(ROWS);
      }
      // Presto takes 8 KB of headers; what Trino's driver sends it compresses.
      int columns = engine.dialect() == Dialect.TRINO ? 20_000 : 400;
      var terms = new ArrayList<String>();
      for (int i = 0; i < columns; i++) {
        terms.add(Integer.toString(i));
      }
      String large = "select ? in (%s)".formatted(String.join(", ", terms));
      try (PreparedStatement statement = connection.prepareStatement(large)) {
        statement.setInt(1, columns - 1);
        try (ResultSet row = statement.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getBoolean(1)).isTrue();
        }
      }
    }
  }

  private Connection connect(String mode, Cluster cluster) throws Exception {
    var properties = new Properties();
    properties.setProperty("user", "alice");
    properties.setProperty("SSL", "true");
    properties.setProperty("SSLTrustStorePath", fronts.certificate().truststore().toString());
    properties.setProperty("SSLTrustStorePassword", FrontCertificate.PASSWORD);
    properties.setProperty("clientTags", cluster.name());
    String scheme = cluster.engine().dialect() == Dialect.TRINO ? "trino" : "presto";
    return DriverManager.getConnection(
        "jdbc:%s://%s/system".formatted(scheme, broker(mode).getAuthority()), properties);
  }

  @ParameterizedTest
  @CsvSource({
    "rewrite, TRINO",
    "rewrite, OLDER_TRINO",
    "rewrite, PRESTO",
    "rewrite, NEWER_PRESTO",
    "forwarded, OLDER_TRINO",
    "forwarded, PRESTO",
    "forwarded, NEWER_PRESTO"
  })
  void commandLine_readsAllPages(String mode, Engine engine) throws Exception {
    Cluster cluster = fronts.cluster(engine);
    List<String> cli =
        engine.dialect() == Dialect.TRINO ? programs.trinoCli() : programs.prestoCli();
    List<String> command =
        Stream.concat(
                cli.stream(),
                Stream.of(
                    "--server",
                    broker(mode).toString(),
                    "--truststore-path",
                    fronts.certificate().truststore().toString(),
                    "--truststore-password",
                    FrontCertificate.PASSWORD,
                    "--user",
                    "alice",
                    "--client-tags",
                    cluster.name(),
                    "--execute",
                    sql(cluster)))
            .toList();

    ClientProcess.Ending ending = ClientProcess.run(command, folder, LIMIT);

    assertThat(ending.exit()).as(ending.err()).isZero();
    assertThat(ending.text().lines())
        .hasSize(ROWS)
        .allMatch(line -> line.contains("nextUri=" + cluster.url() + "/v1/x"));
  }

  @Test
  void stockTrino_refusesToBeTold_soItIsRewritten() throws IOException, InterruptedException {
    try (var pages = new Pages(fronts.certificate().client())) {
      Pages.Page page = pages.submit(broker("forwarded"), fronts.cluster(Engine.TRINO), "select 1");

      assertThat(page.status()).isEqualTo(406);
      assertThat(page.text()).contains("X-Forwarded");
    }
  }
}
