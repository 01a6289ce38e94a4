package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.broker.Main;
import io.sluice.broker.command.Terminal;
import io.sluice.broker.store.ChildProcess;
import io.sluice.broker.store.HoldsFile;
import io.sluice.samples.standin.StandInCluster;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

@Timeout(120)
final class ReplayTest {
  /** Rules that look at all that can change between a decision and its replay. */
  private static final String RULES =
      """
      rule "airflow goes to batch"
        salience 10
      when
        Query(source == "airflow")
      then
        decision.route("batch");
        decision.session("query_priority", "1");
      end

      rule "this very day"
        salience 8
      when
        Query(source == "clock")
        Moment(hour >= 0)
      then
        decision.route("batch");
        decision.addTag("today");
      end

      rule "batch is up"
        salience 6
      when
        Query(source == "fleet")
        Group(name == "batch", available > 0)
        Cluster(name == "batch-1", state == "HEALTHY")
      then
        decision.route("batch");
      end

      rule "a few of all"
        salience 4
      when
        Query(source == "split")
      then
        decision.split("adhoc:50, batch:50");
      end

      rule "nobody has used anything up"
        salience 2
      when
        Query(source == "usage")
        Usage(kind == "user", cpuSecondsLastDay < 1)
        Learned(runs < 1)
      then
        decision.route("batch");
      end

      rule "no deletes"
        salience 100
      when
        Sql(type == "DELETE")
      then
        decision.reject("no deletes here");
      end
      """;

  private static final JsonMapper JSON = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final StandInCluster adhoc =
      StandInCluster.builder().name("adhoc-1").coordinatorId("aaaaa").build();
  private final StandInCluster batch =
      StandInCluster.builder().name("batch-1").coordinatorId("bbbbb").build();
  @TempDir private Path folder;
  private String since = "";

  @BeforeEach
  void start() throws Exception {
    adhoc.start();
    batch.start();
    since = Instant.now().minusSeconds(60).toString();
  }

  @AfterEach
  void stop() {
    http.close();
    RunningBroker.closeAll(adhoc, batch);
  }

  private RunningBroker broker() throws Exception {
    return RunningBroker.start(folder, "", RULES, in("adhoc", adhoc), in("batch", batch));
  }

  /** 40 statements: 10 of airflow, 6 each of the others, and 6 that are rejected. */
  private static void run(RunningBroker broker) throws Exception {
    for (int i = 0; i < 10; i++) {
      run(broker, "airflow", "u" + i, "SELECT " + i + " FROM lake.sales.orders");
    }
    for (int i = 0; i < 6; i++) {
      run(broker, "clock", "u" + i, "SELECT 1");
      run(broker, "fleet", "u" + i, "SELECT 2");
      run(broker, "split", "u" + i, "SELECT 3");
      run(broker, "usage", "v" + i, "SELECT 4 + " + "1 + ".repeat(i) + "1");
      run(broker, "airflow", "u" + i, "DELETE FROM lake.sales.orders");
    }
  }

  private static void run(RunningBroker broker, String source, String user, String sql)
      throws Exception {
    try (StatementClient client =
        new StatementClient(broker.front(), "X-Trino-User", user, "X-Trino-Source", source)) {
      client.run(sql);
    }
  }

  private HttpResponse<String> post(RunningBroker broker, ObjectNode body) throws Exception {
    body.put("from", since);
    HttpRequest request =
        HttpRequest.newBuilder(broker.admin().resolve("/api/v1/rules/replay"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private JsonNode replay(RunningBroker broker, ObjectNode body) throws Exception {
    HttpResponse<String> response = post(broker, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private JsonNode replay(RunningBroker broker, String rules) throws Exception {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("files").put("rules.drl", rules);
    return replay(broker, body);
  }

  private static Map<String, Long> shifts(JsonNode report) {
    Map<String, Long> shifts = new TreeMap<>();
    for (JsonNode shift : report.path("shifts")) {
      shifts.put(
          shift.path("from").asText("-") + ">" + shift.path("to").asText("-"),
          shift.path("count").asLong());
    }
    return shifts;
  }

  @Test
  void sameRules_changeNothing_evenWhenTheFleetIsGone_andNoTableIsTouched() throws Exception {
    try (RunningBroker broker = broker()) {
      run(broker);
      JsonNode first = replay(broker, JSON.createObjectNode());
      RunningBroker.closeAll(adhoc, batch);

      JsonNode second = replay(broker, JSON.createObjectNode());
      JsonNode posted = replay(broker, RULES);

      for (JsonNode report : List.of(first, second, posted)) {
        assertThat(report.path("decisions").asLong()).isEqualTo(40);
        assertThat(report.path("same").asLong()).as(report.toPrettyString()).isEqualTo(40);
        assertThat(report.path("shifts")).isEmpty();
        assertThat(report.path("winners")).isEmpty();
        assertThat(report.path("withoutFleet").asLong()).isZero();
        assertThat(report.path("flags")).isEmpty();
      }
    }
    Map<String, List<String>> before = tables();
    assertThat(offline("--from", since)).contains("40 stay");
    assertThat(tables()).isEqualTo(before);
  }

  @Test
  void changedRules_shiftExactlyWhatTheyConcern() throws Exception {
    try (RunningBroker broker = broker()) {
      run(broker);

      JsonNode report =
          replay(
              broker,
              RULES
                  .replace(
                      "Query(source == \"airflow\")",
                      "Query(source == \"airflow\", user != \"u3\")")
                  .replace(
                      "Group(name == \"batch\", available > 0)",
                      "Group(name == \"batch\", available > 5)")
                  .replace("Sql(type == \"DELETE\")", "Sql(type == \"TRUNCATE\")")
                  .replace("decision.addTag(\"today\");", "decision.addTag(\"always\");"));

      // Without the rejection, the six deletes of airflow go to batch, but that of u3 to adhoc.
      assertThat(shifts(report))
          .isEqualTo(Map.of("batch>adhoc", 1L + 6L, "->batch", 5L, "->adhoc", 1L));
      assertThat(report.path("moved").asLong()).isEqualTo(7);
      assertThat(report.path("noLongerRejected").asLong()).isEqualTo(6);
      assertThat(report.path("words").asLong()).isEqualTo(6);
      assertThat(report.path("same").asLong()).isEqualTo(40 - 7 - 6 - 6);
      assertThat(report.at("/wordCounts/TAGS").asLong()).isEqualTo(6);
      JsonNode moved = report.at("/shifts/0");
      assertThat(moved.path("withCpu").asLong()).isEqualTo(7);
      assertThat(moved.path("examples")).hasSize(3);
      assertThat(moved.at("/examples/0/ruleBefore").asText()).isEqualTo("airflow goes to batch");
      assertThat(moved.at("/examples/0/user").asText()).isEqualTo("u3");
      assertThat(moved.at("/examples/0/sql").asText()).startsWith("SELECT 3 FROM");
    }
  }

  @Test
  void newRejection_andFilters_areCounted() throws Exception {
    try (RunningBroker broker = broker()) {
      run(broker);
      ObjectNode body = JSON.createObjectNode();
      body.put("user", "u3").put("source", "airflow").put("examples", 1);
      body.putObject("files")
          .put("rules.drl", RULES.replace("Sql(type == \"DELETE\")", "Sql(writes == false)"));

      JsonNode report = replay(broker, body);

      assertThat(report.path("decisions").asLong()).isEqualTo(2);
      assertThat(shifts(report)).isEqualTo(Map.of("batch>-", 1L, "->batch", 1L));
      assertThat(report.path("newlyRejected").asLong()).isEqualTo(1);
      assertThat(report.path("rules").get(1).path("fired").asLong()).isZero();
    }
  }

  @Test
  void rules_thatDoNotCompile_are422_andAnUnknownVersionIs404() throws Exception {
    try (RunningBroker broker = broker()) {
      ObjectNode broken = JSON.createObjectNode();
      broken.putObject("files").put("rules.drl", "rule \"r\"\nwhn\nend");
      ObjectNode unknown = JSON.createObjectNode();
      unknown.put("version", "feedfeedfeed");

      HttpResponse<String> response = post(broker, broken);

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(response.body()).contains("rules.drl:1:1");
      assertThat(post(broker, unknown).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void command_replaysThroughTheBroker_andSaysSoWhenThereIsNone() throws Exception {
    try (RunningBroker broker = broker()) {
      run(broker);
      var err = new StringWriter();

      String report = command(err, "--from", since, "--broker", broker.admin().toString());

      assertThat(report).contains("40 decisions from").contains("40 stay");
      assertThat(err.toString()).contains(" of 40 decisions").doesNotContain("sluice:");
    }
    var err = new StringWriter();
    command(err, "--from", since, "--broker", "http://127.0.0.1:1");
    assertThat(err.toString())
        .contains("http://127.0.0.1:1: no broker answers")
        .contains("--config FILE");
  }

  @Test
  void command_withAStoreThatAnotherProcessHolds_saysWhatToDo() throws Exception {
    Files.createDirectories(folder.resolve("rules"));
    String url = "jdbc:h2:file:" + folder.resolve("data/sluice");
    Process holder = ChildProcess.start(HoldsFile.class, url);
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("open");
      var err = new StringWriter();

      assertThat(command(err, "--from", since, "--config", config().toString())).isEmpty();
      assertThat(err.toString())
          .contains("is open in another process")
          .contains("while a broker runs, ask it: --broker URL");
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void command_withoutABroker_refusesRulesThatFailTheirTests_asABrokerWould() throws Exception {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(rules.resolve("a.drl"), RULES);
    Files.writeString(
        rules.resolve("a.test.yaml"),
        "tests:\n  - { name: wrong, user: nobody, expect: { reject: never } }\n");
    var err = new StringWriter();

    String report = command(err, "--from", since, "--config", config().toString());

    assertThat(report + err).contains("a.test.yaml:2:").contains("test 'wrong'");
  }

  private Path config() throws Exception {
    return Files.writeString(
        folder.resolve("sluice.yaml"),
        """
        rules: { directory: rules, defaultGroup: adhoc, budget: 2s }
        store: { url: "jdbc:h2:file:./data/sluice" }
        clusters:
          - { name: adhoc-1, group: adhoc, url: "http://127.0.0.1:1" }
          - { name: batch-1, group: batch, url: "http://127.0.0.1:2" }
        """);
  }

  private String offline(String... options) throws Exception {
    var all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--config", config().toString()));
    var err = new StringWriter();
    String report = command(err, all.toArray(String[]::new));
    assertThat(err.toString()).as(report).doesNotContain("sluice:");
    return report;
  }

  private String command(StringWriter err, String... options) {
    var out = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new ByteArrayInputStream(new byte[0]),
            Ansi.OFF);
    var all = new ArrayList<String>();
    all.addAll(List.of("rules", "replay", folder.resolve("rules").toString()));
    all.addAll(List.of(options));
    Main.command(terminal, List.of()).run(all.toArray(String[]::new));
    return out.toString();
  }

  /** All that is in the database, by table. */
  private Map<String, List<String>> tables() throws Exception {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/sluice"));
        Statement statement = connection.createStatement()) {
      for (String table : names(statement)) {
        tables.put(table, rows(statement, "SELECT * FROM \"" + table + "\""));
      }
    }
    assertThat(tables.get("DECISION")).hasSize(40);
    assertThat(tables.get("FLEET_SNAPSHOT")).isNotEmpty();
    return tables;
  }

  private static List<String> names(Statement statement) throws Exception {
    return rows(
        statement,
        "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'");
  }

  private static List<String> rows(Statement statement, String sql) throws Exception {
    var rows = new ArrayList<String>();
    try (ResultSet found = statement.executeQuery(sql)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        var row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i > 1 ? "|" : "").append(found.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
