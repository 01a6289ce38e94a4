package io.sluice.samples.bench.proxy;

import io.sluice.samples.bench.fleet.FirstStatement;
import io.sluice.samples.bench.machine.BenchFailure;
import io.sluice.samples.bench.machine.ChildProcess;
import io.sluice.samples.bench.machine.FreePorts;
import io.sluice.samples.bench.machine.JavaFigures;
import io.sluice.samples.bench.machine.Lab;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trino Gateway with its routing rules and its analysis of statements on, over PostgreSQL. */
public final class TrinoGateway implements Proxy {
  private static final String VERSION = "21";
  private static final String JAR = "gateway-ha-" + VERSION + "-jar-with-dependencies.jar";
  private static final String FOLDER = ".m2/repository/io/trino/gateway/gateway-ha/" + VERSION;
  private static final String RULES =
      """
      ---
      name: "airflow"
      description: "what Airflow submits goes to the group etl"
      condition: 'request.getHeader("X-Trino-Source") == "airflow"'
      actions:
        - 'result.put("routingGroup", "etl")'
      ---
      name: "special"
      description: "and some of it elsewhere"
      condition: 'request.getHeader("X-Trino-Source") == "airflow" \
      && request.getHeader("X-Trino-Client-Tags") contains "label=special"'
      actions:
        - 'result.put("routingGroup", "etl-special")'
      """;
  private static final Duration START = Duration.ofMinutes(2);

  private final ChildProcess process;
  private final Postgres database;
  private final JavaFigures java;
  private final URI url;
  private final String queryId;

  private TrinoGateway(
      ChildProcess process, Postgres database, JavaFigures java, URI url, String queryId) {
    this.process = process;
    this.database = database;
    this.java = java;
    this.url = url;
    this.queryId = queryId;
  }

  /** Starts one before these clusters, and its data base; they end with the lab. */
  public static TrinoGateway start(Lab lab, Checkout checkout, List<URI> clusters)
      throws IOException, InterruptedException {
    Path jar = jar(lab, checkout);
    Postgres database = Postgres.start(lab);
    int port = FreePorts.pick();
    Path rules = lab.folder().resolve("trino-gateway-rules.yaml");
    Files.writeString(rules, RULES);
    Path configuration = lab.folder().resolve("trino-gateway.yaml");
    Files.writeString(configuration, configuration(port, database, rules));
    Path program = Path.of(System.getProperty("java.home"), "bin", "java");
    ChildProcess process =
        ChildProcess.start(
            lab,
            "trino-gateway",
            List.of(
                program.toString(),
                "-Xmx1g",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString(),
                configuration.toString()),
            Map.of());
    URI url = URI.create("http://127.0.0.1:" + port);
    for (int i = 0; i < clusters.size(); i++) {
      String cluster =
          """
          {"name":"c%d","proxyTo":"%s","externalUrl":"%2$s","active":true,"routingGroup":"adhoc"}\
          """
              .formatted(i, clusters.get(i));
      process.await(Duration.ofMillis(100), START, "answer", () -> add(url, cluster));
    }
    String queryId =
        process.await(Duration.ofMillis(200), START, "route", () -> FirstStatement.submitTo(url));
    JavaFigures java = lab.add(JavaFigures.of(process.pid()));
    return new TrinoGateway(process, database, java, url, queryId);
  }

  /** Where Maven keeps it, after having fetched it if need be. */
  private static Path jar(Lab lab, Checkout checkout) throws IOException, InterruptedException {
    Path jar = Path.of(System.getProperty("user.home"), FOLDER, JAR);
    if (Files.exists(jar)) {
      return jar;
    }
    lab.tell("fetching Trino Gateway " + VERSION + " from Maven Central");
    ChildProcess.start(
            lab,
            "fetch-trino-gateway",
            List.of(
                checkout.maven().toString(),
                "-q",
                "-B",
                "-f",
                checkout.root().resolve("pom.xml").toString(),
                "-N",
                "dependency:copy",
                "-Dartifact=io.trino.gateway:gateway-ha:" + VERSION + ":jar:jar-with-dependencies",
                "-DoutputDirectory=" + lab.folder()),
            Map.of())
        .awaitEnd(Duration.ofMinutes(10));
    Path copied = lab.folder().resolve(JAR);
    if (!Files.exists(copied)) {
      throw new BenchFailure("%s: Maven has not fetched it (try: --peers haproxy)".formatted(JAR));
    }
    return copied;
  }

  private static Optional<Boolean> add(URI url, String cluster)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve("/gateway/backend/modify/add"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(cluster))
              .build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status == 200 ? Optional.of(true) : Optional.empty();
    } catch (ConnectException _) {
      return Optional.empty();
    }
  }

  private static String configuration(int port, Postgres database, Path rules) {
    return """
    serverConfig:
      node.environment: bench
      http-server.http.port: %d
    dataStore:
      jdbcUrl: %s
      user: %s
      password: none
      driver: org.postgresql.Driver
    clusterStatsConfiguration:
      monitorType: INFO_API
    monitor:
      taskDelay: 5s
    databaseCache:
      enabled: true
    routingRules:
      rulesEngineEnabled: true
      rulesType: FILE
      rulesConfigPath: %s
    requestAnalyzerConfig:
      analyzeRequest: true
    """
        .formatted(port, database.jdbcUrl(), database.user(), rules);
  }

  @Override
  public String name() {
    return "Trino Gateway";
  }

  @Override
  public String version() {
    return VERSION + ", PostgreSQL " + database.version();
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public String queryId() {
    return queryId;
  }

  @Override
  public List<Long> processes() {
    return process.family();
  }

  @Override
  public List<Long> database() {
    return database.processes();
  }

  @Override
  public Optional<JavaFigures> java() {
    return Optional.of(java);
  }
}
