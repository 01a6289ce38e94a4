package io.sluice.broker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.config.ConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import picocli.CommandLine.Help.Ansi;

/** {@code sluice rules test} on real rules. */
final class RulesTestCommandTest {
  private static final String RULES =
      """
      rule "Airflow" when Query(source == "airflow") then decision.route("batch"); end
      rule "Night" when Moment(hour == 23) then decision.note("night"); end
      """;
  private static final String GOOD =
      """
      tests:
        - { name: Airflow goes to batch, source: airflow, expect: { group: batch } }
        - { name: Nobody goes nowhere, expect: { default: true } }
      """;

  @TempDir private Path folder;
  private Path rules = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Ansi ansi = Ansi.OFF;

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(rules.resolve("a.drl"), RULES);
  }

  private void writeTests(String file, String text) throws IOException {
    Files.writeString(rules.resolve(file), text);
  }

  private int run(String... options) {
    var local = new LocalRules();
    var terminal =
        new Terminal(
            new PrintWriter(out), new PrintWriter(err), InputStream.nullInputStream(), ansi);
    String[] arguments = new String[options.length + 3];
    List.of("rules", "test", rules.toString()).toArray(arguments);
    System.arraycopy(options, 0, arguments, 3, options.length);
    return new SluiceCommand(
            it -> 0,
            local,
            local,
            local,
            address -> {
              throw new AssertionError("nothing is replayed here: " + address);
            },
            config -> {
              throw new AssertionError("nothing is replayed here: " + config);
            },
            terminal,
            new ConfigReader(Map.of(), 2),
            InstantSource.system(),
            List.of())
        .run(arguments);
  }

  /** What was printed, without what differs from run to run. */
  private String printed() {
    return out.toString().replaceAll("\\d+\\.\\d{3} s", "T").replaceAll(" \\(T\\)", "");
  }

  @Test
  void testsThatPass_areListedByFile_withWhatTheyLeaveOut() throws IOException {
    writeTests("a.test.yaml", GOOD);

    assertThat(run()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(printed())
        .isEqualTo(
            """
            a.test.yaml
              ✓ Airflow goes to batch
              ✓ Nobody goes nowhere

            1 of 2 rules are covered; not: 'Night' (a.drl:2)
            2 tests: 2 passed, 0 failed, in T
            """);
  }

  @Test
  void testThatFails_isShownAtTheEnd_withPlaceAndReason() throws IOException {
    writeTests("a.test.yaml", GOOD);
    writeTests(
        "b.test.yaml",
        "tests:\n  - { name: wrong, source: airflow, expect: { group: etl, notes: [x] } }\n");

    assertThat(run("--quiet")).isEqualTo(1);
    assertThat(printed())
        .isEqualTo(
            """

            ✗ wrong
              at %s:2:5
              group
                expected  etl
                but was   batch
              notes
                expected  x
                but was   none
              decided: group batch, by rule 'Airflow'
              fired: 'Airflow' (a.drl:1) said route(batch)
              facts: user '', source 'airflow', SELECT, monday 2026-01-05 12:00

            1 of 2 rules are covered; not: 'Night' (a.drl:2)
            3 tests: 2 passed, 1 failed, in T
            """
                .formatted(rules.resolve("b.test.yaml")));
  }

  @Test
  void colours_areForATerminalOnly() throws IOException {
    writeTests("a.test.yaml", GOOD);
    run();
    assertThat(out.toString()).doesNotContain("\u001b");

    ansi = Ansi.ON;
    run();
    assertThat(out.toString()).contains("\u001b[32m✓\u001b[0m Airflow goes to batch");
  }

  @Test
  void filter_choosesByNameOrFile_andVerboseSaysWhy() throws IOException {
    writeTests("a.test.yaml", GOOD);

    assertThat(run("--filter", "AIRFLOW", "--verbose")).isZero();
    assertThat(printed())
        .contains("fired: 'Airflow' (a.drl:1) said route(batch)", "1 test: 1 passed")
        .doesNotContain("Nobody");
    assertThat(run("--filter", "nothing like it")).isEqualTo(1);
    assertThat(err.toString()).contains("no test with 'nothing like it' in its name or file");
  }

  @Test
  void zone_isTheOneAsked_orTheConfigurations() throws IOException {
    writeTests(
        "a.test.yaml",
        "tests: [ { name: night, at: 2026-11-23T22:30:00Z, expect: { fired: [Night] } } ]");
    Path config =
        Files.writeString(
            folder.resolve("sluice.yaml"),
            """
            rules: { defaultGroup: batch, zone: Europe/Berlin }
            clusters: [{ name: b, group: batch, url: "http://b:1" }]
            """);

    assertThat(run()).isEqualTo(1);
    assertThat(run("--zone", "Europe/Berlin")).isZero();
    assertThat(run("--config", config.toString())).isZero();
    assertThat(run("--zone", "Europe/Bärlin")).isEqualTo(2);
  }

  @Test
  void coverage_belowTheMinimum_fails() throws IOException {
    writeTests("a.test.yaml", GOOD);

    assertThat(run("--coverage", "50")).isZero();
    assertThat(run("--coverage", "51")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("coverage: 50 % of the rules are covered (expected: at least 51 %)\n");
    assertThat(run("--coverage", "101")).isEqualTo(2);
  }

  @Test
  void brokenTests_areToldWithTheirPlaces_besideThoseThatRun() throws IOException {
    writeTests("a.test.yaml", GOOD);
    writeTests("b.test.yaml", "tests:\n  - nam: x\n");

    assertThat(run()).isEqualTo(1);
    assertThat(err.toString())
        .contains(rules.resolve("b.test.yaml") + ":2:5: error: nam: unknown key; did you mean");
    assertThat(printed()).contains("2 tests: 2 passed");
  }

  @Test
  void brokenRules_areToldWithTheirPlaces() throws IOException {
    writeTests("a.test.yaml", GOOD);
    Files.writeString(rules.resolve("a.drl"), RULES.replace("source", "sorce"));

    assertThat(run()).isEqualTo(1);
    assertThat(err.toString())
        .contains(rules.resolve("a.drl") + ":1:", "error:", "did you mean 'source'?");
  }

  @Test
  void noTests_saysHowToWriteTheFirst() {
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString())
        .startsWith(rules + ": no tests (expected: files that end in .test.yaml)")
        .contains("tests:\n  - name: what it shows\n");
  }

  @Test
  void missingDirectory_isNamed() {
    rules = folder.resolve("none");

    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains("none").contains("no directory");
  }

  @Test
  void junit_isAReportOfSuitesAndCases_withEverythingEscaped() throws Exception {
    writeTests(
        "a.test.yaml",
        """
        tests:
          - { name: 'good <&"> ✓', source: airflow, expect: { group: batch } }
          - { name: "bad \\u0001 ]]>", source: "a<b", expect: { group: "e\\"tl" } }
        """);
    writeTests("b.test.yaml", "tests:\n  - nam: x\n");
    Path report = folder.resolve("target/reports/rules.xml");

    assertThat(run("--junit", report.toString())).isEqualTo(1);

    Document xml =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(report.toFile());
    Element suites = xml.getDocumentElement();
    assertThat(suites.getTagName()).isEqualTo("testsuites");
    assertThat(attributes(suites, "tests", "failures", "errors", "skipped"))
        .containsExactly("5", "1", "3", "0");
    Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
    assertThat(attributes(suite, "name", "tests", "failures", "errors"))
        .containsExactly("a.test.yaml", "2", "1", "0");
    Element good = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(attributes(good, "name", "classname", "line"))
        .containsExactly("good <&\"> ✓", "a.test.yaml", "2");
    assertThat(good.getAttribute("time")).matches("\\d+\\.\\d{3}");
    assertThat(good.getChildNodes().getLength()).isZero();
    Element bad = (Element) suite.getElementsByTagName("testcase").item(1);
    assertThat(bad.getAttribute("name")).isEqualTo("bad \uFFFD ]]>");
    Element failure = (Element) bad.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .isEqualTo("group: expected e\"tl, but was the default group (no rule routed)");
    assertThat(failure.getTextContent()).contains("no rule fired", "source 'a<b'");
    assertThat(((Element) xml.getElementsByTagName("error").item(0)).getAttribute("message"))
        .startsWith("nam: unknown key");
  }

  private static List<String> attributes(Element element, String... names) {
    return List.of(names).stream().map(element::getAttribute).toList();
  }
}
