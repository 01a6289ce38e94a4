package io.sluice.broker.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigReader;
import io.sluice.rules.ruleset.RuleFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

final class RulesReplayCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String REPORT =
      """
      {"candidate": "0123456789ab", "from": "2026-11-16T00:00:00Z", "to": "2026-11-23T12:00:00Z",
       "decisions": 200000, "elapsedMillis": 4000, "same": 198000, "words": 500, "moved": 1499,
       "newlyRejected": 1, "noLongerRejected": 0, "withoutFleet": 3, "textCut": 0, "unreadable": 0,
       "shifts": [
         {"from": "adhoc", "to": "batch", "count": 1499, "share": 0.007495, "cpuMillis": 7384000,
          "withCpu": 1400, "examples": [
            {"decision": "01k0", "user": "ann", "source": "airflow", "sql": "SELECT\\n  1"}]},
         {"from": "adhoc", "count": 1, "share": 0.000005, "cpuMillis": 0, "withCpu": 0,
          "examples": []}],
       "otherShifts": 0, "wordCounts": {"MAX_QUEUED": 500},
       "winners": [{"to": "Airflow", "count": 1500}], "otherWinners": 0,
       "rules": [{"name": "Airflow", "file": "a.drl", "line": 1, "fired": 1500, "won": 1500},
                 {"name": "Old", "file": "b.drl", "line": 7, "fired": 0, "won": 0}],
       "flags": [{"flag": "AMBIGUOUS", "before": 2, "now": 0, "problem": "", "examples": []}]}
      """;

  @TempDir private Path folder;
  private Path rules = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<URI> brokers = new ArrayList<>();
  private final List<BrokerConfig> stores = new ArrayList<>();
  private final List<RuleReplaying.Order> orders = new ArrayList<>();
  private String report = REPORT;
  private Optional<String> refusal = Optional.empty();
  private Ansi ansi = Ansi.OFF;

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(rules.resolve("a.drl"), "rule \"Airflow\"");
    Files.writeString(
        folder.resolve("sluice.yaml"),
        """
        rules: { defaultGroup: adhoc, zone: Europe/Vienna }
        clusters: [{ name: e, group: adhoc, url: "http://e:1" }]
        """);
  }

  private int run(String... options) {
    var all = new ArrayList<String>(List.of("rules", "replay", rules.toString()));
    all.addAll(List.of(options));
    var terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new ByteArrayInputStream(new byte[0]),
            ansi);
    return new SluiceCommand(
            _ -> 0,
            (_, _) -> {
              throw new AssertionError("nothing is to be checked");
            },
            (_, _) -> {
              throw new AssertionError("nothing is to be explained");
            },
            wanted -> {
              throw new AssertionError("no rules are tested here: " + wanted);
            },
            address -> {
              brokers.add(address);
              return this::replay;
            },
            config -> {
              stores.add(config);
              return this::replay;
            },
            terminal,
            new ConfigReader(Map.of(), 2),
            () -> NOW,
            List.of())
        .run(all.toArray(String[]::new));
  }

  private RuleReplaying.Answer replay(RuleReplaying.Order order, Consumer<JsonNode> progress)
      throws IOException {
    orders.add(order);
    if (refusal.isPresent()) {
      return new RuleReplaying.Answer.Refused(List.of(refusal.get()));
    }
    var json = new JsonMapper();
    progress.accept(json.readTree("{\"done\": 0, \"perSecond\": 0}"));
    progress.accept(json.readTree("{\"done\": 50000, \"total\": 200000, \"perSecond\": 50000}"));
    progress.accept(json.readTree("{\"done\": 51000, \"total\": 200000, \"perSecond\": 50000}"));
    return new RuleReplaying.Answer.Replayed(json.readTree(report));
  }

  @Test
  void report_isShownAsTables() {
    assertThat(run("--from", "-7d")).isZero();

    assertThat(out.toString().lines().toList())
        .containsSubsequence(
            "200,000 decisions from 2026-11-16T00:00:00Z to 2026-11-23T12:00:00Z, rules 0123456789ab",
            "198,000 stay, 1,499 move, 1 newly rejected, 500 keep their group with other words",
            "Shift",
            "  FROM   TO          COUNT   SHARE              CPU TIME",
            "  adhoc  batch       1,499  0.75 %  2 h 3 min (of 1,400)",
            "      01k0  ann (airflow): SELECT 1",
            "  adhoc  (rejected)      1  0.00 %             not known",
            "Words that differ",
            "  max queued    500",
            "Other winners",
            "  (none)     Airflow   1,500",
            "Rules that never fired",
            "  Old (b.drl:7)",
            "Flags",
            "  ambiguous     2    0",
            "3 have no record of the fleet's load: they saw all of it up and idle");
    assertThat(err.toString().lines())
        .containsExactly("0 decisions, 0/s", "50,000 of 200,000 decisions, 50,000/s, 4 s left");
  }

  @Test
  void progress_onATerminal_isABarThatIsTakenAway() {
    ansi = Ansi.ON;

    run("--from", "-7d");

    assertThat(err.toString())
        .contains("\r\u001b[K[#######.......................] 50,000 of 200,000 decisions")
        .endsWith("\r\u001b[K");
    assertThat(out.toString()).contains("\u001b[1m200,000\u001b[0m decisions");
  }

  @Test
  void json_isTheReportAlone() throws IOException {
    assertThat(run("--from", "-7d", "--json")).isZero();

    assertThat(new JsonMapper().readTree(out.toString()))
        .isEqualTo(new JsonMapper().readTree(REPORT));
  }

  @Test
  void shift_isAFinding_onlyWhenAskedFor() {
    assertThat(run("--from", "-7d", "--fail-on-shift")).isEqualTo(1);
    report = REPORT.replace("\"same\": 198000", "\"same\": 200000");
    assertThat(run("--from", "-7d", "--fail-on-shift")).isZero();
  }

  @Test
  void flag_ofTheCandidate_isAFinding() {
    report = REPORT.replace("\"now\": 0", "\"now\": 1");

    assertThat(run("--from", "-7d")).isEqualTo(1);
  }

  @Test
  void rules_thatCanNotBeUsed_areToldWithTheirFiles() {
    refusal = Optional.of("a.drl:3:1: 'whn' (expected: when)");

    assertThat(run("--from", "-7d")).isEqualTo(1);
    assertThat(err.toString()).contains(rules.resolve("a.drl") + ":3:1: 'whn' (expected: when)");
  }

  @Test
  void broker_filtersAndFiles_areHandedOn() {
    run(
        "--from",
        "2026-11-20",
        "--to",
        "2026-11-21T06:00:00Z",
        "--broker",
        "http://127.0.0.1:9",
        "--user",
        "ann",
        "--source",
        "airflow",
        "--group",
        "etl",
        "--examples",
        "9");

    assertThat(brokers).containsExactly(URI.create("http://127.0.0.1:9"));
    RuleReplaying.Order order = orders.getFirst();
    assertThat(order.from()).isEqualTo("2026-11-20T00:00:00Z");
    assertThat(order.to()).contains(Instant.parse("2026-11-21T06:00:00Z"));
    assertThat(order.user()).contains("ann");
    assertThat(order.source()).contains("airflow");
    assertThat(order.group().orElseThrow().value()).isEqualTo("etl");
    assertThat(order.examples()).isEqualTo(9);
    assertThat(order.files().files()).containsExactly(new RuleFile("a.drl", "rule \"Airflow\""));
  }

  @Test
  void configuration_meansItsStoreAndItsZone() {
    run("--from", "2026-11-20", "--config", folder.resolve("sluice.yaml").toString());

    assertThat(brokers).isEmpty();
    assertThat(stores).hasSize(1);
    assertThat(orders.getFirst().from()).isEqualTo("2026-11-19T23:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "-90s, 2026-11-23T11:58:30Z",
    "-30m, 2026-11-23T11:30:00Z",
    "-12h, 2026-11-23T00:00:00Z",
    "-7d, 2026-11-16T12:00:00Z",
    "-2w, 2026-11-09T12:00:00Z",
    "2026-11-01, 2026-11-01T00:00:00Z",
    "2026-11-01T05:06:07Z, 2026-11-01T05:06:07Z"
  })
  void from_isUnderstoodAsPeopleSayIt(String text, Instant moment) {
    run("--from", text);

    assertThat(orders.getFirst().from()).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--from yesterday",
        "--from -7y",
        "--from 2026-13-01",
        "--from -1d --to -2d",
        "--from 2027-01-01",
        "--from -7d --broker 127.0.0.1:8090",
        "--from -7d --broker ftp://x",
        "--from -7d --examples 21",
        "--from -7d --examples many",
        "--from -7d --group no/name"
      })
  void wrongUsage_isToldInALine_andExitsWith2(String options) {
    assertThat(run(options.isEmpty() ? new String[0] : options.split(" "))).isEqualTo(2);

    assertThat(err.toString()).contains("sluice: ").contains("--help");
    assertThat(orders).isEmpty();
  }
}
