package io.sluice.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.broker.command.RuleExplaining.Answer;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigReader;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.TracedRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

class SluiceCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  private static final RuleSetVersion VERSION = new RuleSetVersion("0123456789ab");
  private static final Diagnostic ERROR =
      new Diagnostic(
          Severity.ERROR, "etl.drl", 3, 7, "Query has no field 'usr'; did you mean 'user'?");
  private static final Diagnostic WARNING =
      new Diagnostic(Severity.WARNING, "", 0, 0, "no rule is ever reached");

  @TempDir private Path folder;
  private Path config = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<BrokerConfig> served = new ArrayList<>();
  private final List<Question> asked = new ArrayList<>();
  private final List<Optional<BrokerConfig>> checkedAgainst = new ArrayList<>();
  private final FakeRuleSet ruleSet = new FakeRuleSet();
  private Serving serving =
      it -> {
        served.add(it);
        return 0;
      };
  private Compilation compilation = new Compilation.Compiled(ruleSet, List.of());
  private Verdict verdict = routed(Set.of());
  private List<TracedRule> trace = List.of();
  private String standardInput = "";
  private Ansi ansi = Ansi.OFF;

  @BeforeEach
  void writeConfig() throws IOException {
    config =
        Files.writeString(
            folder.resolve("sluice.yaml"),
            """
            rules: { defaultGroup: adhoc, zone: Europe/Berlin }
            store: { password: hunter2 }
            groups: { adhoc: { fallback: [etl] } }
            clusters: [{ name: e, group: etl, url: "http://e:1" }]
            """);
  }

  private int run(String... arguments) {
    var input = new ByteArrayInputStream(standardInput.getBytes(UTF_8));
    var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), input, ansi);
    var demo =
        new CommandLine(
            CommandSpec.wrapWithoutInspection((Runnable) () -> out.append("demo ran"))
                .name("demo")
                .mixinStandardHelpOptions(true));
    return new SluiceCommand(
            it -> serving.serve(it),
            (directory, against) -> {
              checkedAgainst.add(against);
              return compilation;
            },
            this::explain,
            wanted -> {
              throw new AssertionError("no rules are tested here: " + wanted);
            },
            _ -> SluiceCommandTest::unasked,
            _ -> SluiceCommandTest::unasked,
            terminal,
            new ConfigReader(Map.of(), 4),
            () -> NOW,
            List.of(demo))
        .run(arguments);
  }

  private static RuleReplaying.Answer unasked(
      RuleReplaying.Order order, Consumer<JsonNode> progress) {
    throw new AssertionError("no test here replays: " + order);
  }

  private Answer explain(Path directory, Question question) throws IOException {
    asked.add(question);
    if (directory.endsWith("none")) {
      throw new NoSuchFileException(directory.toString());
    }
    if (directory.endsWith("broken")) {
      return new Answer.Refused(List.of(ERROR));
    }
    Moment moment = Moment.at(question.at(), question.zone());
    return new Answer.Explained(
        new Facts(question.query(), sql(question.sql()), moment, List.of(), List.of()),
        verdict,
        trace);
  }

  @Test
  void help_listsEveryCommand_andTheExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("serve", "check", "rules", "demo", "Exit codes: 0 good, 1 findings");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"serve", "check", "rules check", "rules explain"})
  void helpOfACommand_hasExamples(String command) {
    String[] arguments = (command + " --help").split(" ");

    assertThat(run(arguments)).isZero();
    assertThat(out.toString())
        .contains("Usage: sluice " + command)
        .containsPattern("Examples?:\n  sluice " + command);
  }

  @Test
  void version_isTheBuilds() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("sluice \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(Java .+\\)\\R");
  }

  @Test
  void version_isTold_alsoByCommandsThatWereAdded() {
    assertThat(run("demo", "--version")).isZero();
    assertThat(out.toString()).startsWith("sluice ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Missing required subcommand | sluice --help",
        "srve | Unmatched argument at index 0: 'srve' | sluice --help",
        "serve | Missing required option: '--config=FILE' | sluice serve --help",
        "serve --config | Missing required parameter for option '--config' (FILE) | sluice serve --help",
        "rules check | Missing required parameter: 'DIR' | sluice rules check --help",
        "rules explain d --user u | 'Missing required argument (specify one of these): (--sql=TEXT | --sql-file=FILE)' | sluice rules explain --help",
        "rules explain d --sql x | Missing required option: '--user=USER' | sluice rules explain --help",
        "rules explain d --user u --sql x --sql-file y | --sql=TEXT, --sql-file=FILE are mutually exclusive (specify only one) | sluice rules explain --help",
        "rules explain d --user u --sql x --at noon | Invalid value for option '--at': 'noon' (expected: an instant such as 2026-11-23T04:30:00Z) | sluice rules explain --help",
        "rules explain d --user u --sql x --zone Mars | Invalid value for option '--zone': 'Mars' (expected: a time zone such as UTC or Europe/Berlin) | sluice rules explain --help",
        "rules explain d --user u --sql x --dialect db2 | Invalid value for option '--dialect': 'db2' (expected: trino or presto) | sluice rules explain --help",
      })
  void wrongUsage_isToldInALine(String typed, String message, String advice) {
    assertThat(run(typed.isEmpty() ? new String[0] : typed.split(" "))).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("sluice: " + message + "\n")
        .endsWith("Try '" + advice + "'.\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void mistypedCommand_getsASuggestion() {
    assertThat(run("chekc")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean: sluice check?");
  }

  @Test
  void extraCommand_runs() {
    assertThat(run("demo")).isZero();
    assertThat(out.toString()).isEqualTo("demo ran");
  }

  @Test
  void serve_printsTheConfigurationWithoutSecrets_andRuns() {
    assertThat(run("serve", "--config", config.toString())).isZero();
    assertThat(served).hasSize(1);
    assertThat(err.toString())
        .startsWith("# The configuration in force, from " + config + "\nfront:\n")
        .contains("password: '****'")
        .doesNotContain("hunter2");
  }

  @Test
  void serve_withABrokenFile_tellsAllProblems_andStartsNothing() throws IOException {
    Files.writeString(config, "front: { prot: 1 }\nrules: { zone: x }\n");

    assertThat(run("serve", "-c", config.toString())).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith(config + ":"));
    assertThat(served).isEmpty();
  }

  @Test
  void serve_thatCannotStart_saysWhy() {
    serving =
        it -> {
          throw new BindException("front.port: 8080 (expected: a port that is free)");
        };

    assertThat(run("serve", "-c", config.toString())).isEqualTo(1);
    assertThat(err.toString())
        .endsWith("sluice: front.port: 8080 (expected: a port that is free)\n");
  }

  @Test
  void serve_passesTheExitCodeOn() {
    serving = it -> 7;

    assertThat(run("serve", "-c", config.toString())).isEqualTo(7);
  }

  @Test
  void serve_thatIsInterrupted_leavesTheThreadInterrupted() {
    serving =
        it -> {
          throw new InterruptedException();
        };

    assertThat(run("serve", "-c", config.toString())).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void check_ofAGoodFile_sumsItUp_andClosesTheRules() {
    assertThat(run("check", "--config", config.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            %s: good: 2 groups, 1 cluster
              group adhoc: 0 clusters, least-loaded, fallback [etl]
              group etl: 1 cluster, least-loaded
            %s: good: 1 rule, version 0123456789ab
            """
                .formatted(config, folder.resolve("rules")));
    assertThat(err.toString()).isEmpty();
    assertThat(ruleSet.closed).isTrue();
  }

  @Test
  void check_effective_printsYamlAlone() {
    assertThat(run("check", "--config", config.toString(), "--effective")).isZero();
    assertThat(out.toString()).startsWith("front:\n").doesNotContain("hunter2", "good");
    assertThat(checkedAgainst).isEmpty();
  }

  @Test
  void check_withBrokenRules_fails() {
    compilation = new Compilation.Refused(VERSION, List.of(ERROR));

    assertThat(run("check", "--config", config.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            folder.resolve("rules/etl.drl")
                + ":3:7: error: Query has no field 'usr'; did you mean 'user'?\n");
  }

  @Test
  void check_withoutAFile_fails() {
    assertThat(run("check", "--config", folder.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("none.yaml: no such file (expected:");
  }

  private Path withTeams(String teams) throws IOException {
    Files.writeString(folder.resolve("groups.yaml"), teams);
    return Files.writeString(
        folder.resolve("teams.yaml"),
        Files.readString(config) + "\nuserGroups: { file: groups.yaml }\n");
  }

  @Test
  void check_withABrokenFileOfTeams_fails_andTellsWhere() throws IOException {
    Path file = withTeams("users: { ann: finance }");

    assertThat(run("check", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            folder.resolve("groups.yaml") + ":1:15: users.ann: finance (expected: a list)\n");
  }

  @Test
  void check_withACertificateThatIsNotThere_fails_andNamesKeyAndFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tls.yaml"),
            Files.readString(config) + "\nfront: { tls: { certificate: c.pem, key: k.pem } }\n");

    assertThat(run("check", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "front.tls.key: %s is not there (expected: a PEM file with a private key)\n"
                .formatted(folder.resolve("k.pem")));
  }

  @Test
  void explain_withAConfiguration_givesTheUserItsTeams_andMore() throws IOException {
    String file = withTeams("users: { ann: [finance] }").toString();

    int code =
        run("rules", "explain", "d", "--user", "ann", "--teams", "ops", "--sql", "x", "-c", file);

    assertThat(code).isZero();
    assertThat(asked.getLast().query().groups()).containsExactlyInAnyOrder("finance", "ops");
  }

  @Test
  void explain_withABrokenFileOfTeams_fails() throws IOException {
    String file = withTeams("user: {}").toString();

    assertThat(run("rules", "explain", "d", "--user", "ann", "--sql", "x", "-c", file))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("groups.yaml:1:1: user: unknown key, did you mean 'users'?");
    assertThat(asked).isEmpty();
  }

  @Test
  void rulesCheck_knowsNoTargets_unlessToldAFile() {
    assertThat(run("rules", "check", "rules")).isZero();
    assertThat(run("rules", "check", "rules", "--config", config.toString())).isZero();
    assertThat(checkedAgainst.getFirst()).isEmpty();
    assertThat(checkedAgainst.getLast()).isPresent();
  }

  @Test
  void rulesCheck_withWarningsOnly_isGood() {
    compilation = new Compilation.Compiled(ruleSet, List.of(WARNING));

    assertThat(run("rules", "check", "rules")).isZero();
    assertThat(err.toString()).isEqualTo("rules\n          warning: no rule is ever reached\n");
    assertThat(out.toString()).isEqualTo("rules: good: 1 rule, version 0123456789ab, 1 warning\n");
    assertThat(ruleSet.closed).isTrue();
  }

  @Test
  void rulesCheck_strict_takesAWarningForAnError() {
    compilation = new Compilation.Compiled(ruleSet, List.of(WARNING));
    assertThat(run("rules", "check", "rules", "--strict")).isEqualTo(1);

    var hint = new Diagnostic(Severity.INFO, "etl.drl", 1, 1, "it is switched off [disabled]");
    compilation = new Compilation.Compiled(ruleSet, List.of(hint));
    assertThat(run("rules", "check", "rules", "--strict")).isZero();
  }

  @Test
  void rulesCheck_groupsFindingsByFile() {
    var other = new Diagnostic(Severity.WARNING, "a.drl", 12, 1, "it fights [ambiguous]");
    compilation = new Compilation.Refused(VERSION, List.of(ERROR, other));

    assertThat(run("rules", "check", "rules")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            """
            rules/a.drl
              12:1    warning: it fights [ambiguous]
            rules/etl.drl
              3:7     error: Query has no field 'usr'; did you mean 'user'?
            """);
    assertThat(out.toString()).isEqualTo("rules: refused: 1 error, 1 warning\n");
  }

  @Test
  void rulesCheck_asJson_hasTheSame() {
    compilation = new Compilation.Refused(VERSION, List.of(ERROR));

    assertThat(run("rules", "check", "rules", "--json")).isEqualTo(1);
    assertThat(out.toString().replaceAll("\\s+", " "))
        .startsWith(
            "{ \"good\" : false, \"version\" : \"0123456789ab\", \"diagnostics\" : [ {"
                + " \"severity\" : \"ERROR\", \"file\" : \"etl.drl\", \"line\" : 3, \"column\" : 7,");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void diagnostics_areColoured_onATerminalOnly() {
    ansi = Ansi.ON;
    compilation = new Compilation.Refused(VERSION, List.of(ERROR));

    run("rules", "check", "rules");

    assertThat(err.toString()).contains("  3:7     \u001b[31merror\u001b[0m: Query");
  }

  @Test
  void explain_asksWhatTheUserTyped() {
    int code =
        run(
            ("rules explain rules --user ann --source airflow --tags etl,,nightly --teams data"
                    + " --catalog lake --schema sales --dialect Presto --at 2026-11-23T04:30:00Z"
                    + " --zone Asia/Tokyo --sql select_1")
                .split(" "));

    assertThat(code).isZero();
    Question question = asked.getFirst();
    assertThat(question.sql()).isEqualTo("select_1");
    assertThat(question.query().user()).isEqualTo("ann");
    assertThat(question.query().source()).isEqualTo("airflow");
    assertThat(question.query().clientTags()).containsExactlyInAnyOrder("etl", "nightly");
    assertThat(question.query().groups()).containsExactly("data");
    assertThat(question.query().catalog()).isEqualTo("lake");
    assertThat(question.query().schema()).isEqualTo("sales");
    assertThat(question.query().dialect()).isEqualTo(Dialect.PRESTO);
    assertThat(question.at()).isEqualTo(Instant.parse("2026-11-23T04:30:00Z"));
    assertThat(question.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(question.config()).isEmpty();
  }

  @Test
  void explain_takesTheTimeFromTheClock_andTheZoneFromTheConfiguration() {
    assertThat(run("rules", "explain", "d", "--user", "u", "--sql", "x", "-c", config.toString()))
        .isZero();
    assertThat(run("rules", "explain", "d", "--user", "u", "--sql", "x")).isZero();
    assertThat(asked.getFirst().at()).isEqualTo(NOW);
    assertThat(asked.getFirst().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(asked.getLast().zone()).isEqualTo(ZoneId.of("UTC"));
  }

  @Test
  void explain_readsTheStatement_fromAFileOrTheStandardInput() throws IOException {
    standardInput = "select 'µ'";
    Path file = Files.writeString(folder.resolve("a.sql"), "select 2");

    assertThat(run("rules", "explain", "d", "--user", "u", "--sql-file", "-")).isZero();
    assertThat(run("rules", "explain", "d", "--user", "u", "--sql-file", file.toString())).isZero();
    assertThat(asked).extracting(Question::sql).containsExactly("select 'µ'", "select 2");
  }

  @Test
  void explain_tellsTheDecision_andWhatLedToIt() {
    run("rules", "explain", "d", "--user", "ann", "--tags", "etl", "--sql", "insert into t");

    assertThat(out.toString())
        .isEqualTo(
            """
            Decision     group etl, fallback adhoc, overflow, strict: no other fallback, pinned to cluster etl-1, select round-robin
            By rule      nightly etl
            Session      query_priority=2, spill_enabled=true
            Tags added   night
            Note         moved out of the day
            Fired
              1. nightly etl (etl.drl:12, salience 100)
                 route(etl)
                 @because the day is for analysts
                 @owner data-platform
              2. everything else (zz.drl:1, salience 0)
                 overruled: route(adhoc): 'nightly etl' routed first
            User         ann
            Client tags  etl
            Dialect      TRINO
            Moment       2026-11-23T02:00:00Z, MONDAY 02:00 in the rules' zone
            Statement    INSERT, INSERT
            Tables       lake.sales.day, web.raw.day
            Writes       lake.sales.day
            Functions    sum
            Rule set     version 0123456789ab, evaluated in 42 µs
            """);
  }

  @Test
  void explain_asJson_hasTheSame() {
    run("rules", "explain", "d", "--user", "ann", "--tags", "etl", "--sql", "x", "--json");

    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains(
            "\"outcome\" : { \"kind\" : \"route\", \"group\" : \"etl\", \"fallbacks\" : [ \"adhoc\", \"overflow\" ], \"strict\" : true, \"pin\" : \"etl-1\", \"selection\" : \"round-robin\" }",
            "\"rule\" : \"nightly etl\"",
            "\"overruled\" : [ \"route(adhoc): 'nightly etl' routed first\" ]",
            "\"version\" : \"0123456789ab\"",
            "\"instant\" : \"2026-11-23T02:00:00Z\"",
            "\"tables\" : [ \"lake.sales.day\", \"web.raw.day\" ]");
  }

  private static TracedRule traced(String name, TracedRule.Finding finding) {
    var info = new RuleInfo(name, new RulePlace("etl.drl", 30), 7, Map.of("owner", "data"));
    return new TracedRule(info, finding);
  }

  private static TracedRule missed(String name) {
    return traced(
        name,
        new TracedRule.NotMatched(
            List.of(
                new TracedRule.Missed(
                    "Moment(weekend, hour > 9)", "etl.drl", 33, 19, "hour > 9", "hour was 2"))));
  }

  @Test
  void explain_tellsWhatDidNotMatch_andWhy() {
    trace =
        List.of(
            traced("nightly etl", new TracedRule.Matched()),
            missed("late"),
            traced("off", new TracedRule.Disabled()),
            traced("old", new TracedRule.Expired(LocalDateTime.parse("2026-01-01T00:00"))),
            traced("broken", new TracedRule.Failed("a condition failed: / by zero")));

    run("rules", "explain", "d", "--user", "ann", "--sql", "x");

    assertThat(out.toString())
        .contains(
            """
            Not matched
              late (etl.drl:30): hour > 9 of Moment(weekend, hour > 9) in line 33: hour was 2
              off (etl.drl:30): disabled (enabled false)
              old (etl.drl:30): expired at 2026-01-01T00:00 (date-expires)
              broken (etl.drl:30): a condition failed: / by zero
            User\
            """);
  }

  @Test
  void explain_cutsALongListShort_unlessAskedForAll() {
    trace = IntStream.range(0, 30).mapToObj(i -> missed("r" + i)).toList();

    run("rules", "explain", "d", "--user", "ann", "--sql", "x");
    assertThat(out.toString()).contains("  r19 (", "  … and 10 more").doesNotContain("  r20 (");
    run("rules", "explain", "d", "--user", "ann", "--sql", "x", "--all");
    assertThat(out.toString()).contains("  r29 (");
  }

  @Test
  void explain_ofOneRule_tellsAllAboutIt() {
    trace = List.of(missed("late"));

    assertThat(run("rules", "explain", "d", "--user", "u", "--sql", "x", "--rule", "late"))
        .isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            Rule         late (etl.drl:30, salience 7)
                 @owner data
            Not matched  Moment(weekend, hour > 9)
            Fails at     hour > 9
            Place        etl.drl:33:19
            Because      hour was 2
            """);
    assertThat(run("rules", "explain", "d", "--user", "u", "--sql", "x", "--rule", "lat"))
        .isEqualTo(1);
    assertThat(err.toString()).isEqualTo("sluice: there is no rule 'lat'; did you mean 'late'?\n");
  }

  @Test
  void explain_asJson_hasEveryRule() {
    trace = List.of(missed("late"));

    run("rules", "explain", "d", "--user", "u", "--sql", "x", "--json");

    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains(
            "\"rules\" : [ { \"name\" : \"late\", \"file\" : \"etl.drl\", \"line\" : 30, \"salience\" : 7,"
                + " \"status\" : \"NOT_MATCHED\", \"because\" : \"\", \"missed\" : [ { \"condition\" :"
                + " \"Moment(weekend, hour > 9)\", \"line\" : 33, \"column\" : 19, \"constraint\" :"
                + " \"hour > 9\", \"because\" : \"hour was 2\" } ] } ]");
  }

  @Test
  void explain_ofAFailedRule_isAFinding() {
    verdict =
        new Verdict(
            new Outcome.Unrouted(),
            Map.of(),
            Set.of(),
            List.of(),
            new Explanation(
                VERSION,
                Optional.empty(),
                List.of(),
                Set.of(Flag.RULE_FAILED),
                "division by zero",
                9));

    assertThat(run("rules", "explain", "d", "--user", "u", "--sql", "x", "-c", config.toString()))
        .isEqualTo(1);
    assertThat(out.toString())
        .startsWith(
            """
            Decision     no rule routed it: the default group adhoc
            Flags        RULE_FAILED
            Problem      division by zero
            Fired        no rule
            """);
  }

  @Test
  void explain_ofARejection_tellsTheMessage() {
    verdict =
        new Verdict(
            new Outcome.Reject("no writes today"),
            Map.of(),
            Set.of(),
            List.of(),
            new Explanation(VERSION, Optional.of("freeze"), List.of(), Set.of(), "", 9));

    assertThat(run("rules", "explain", "d", "--user", "u", "--sql", "x")).isZero();
    assertThat(out.toString())
        .startsWith("Decision     reject: no writes today\nBy rule      freeze\n");
  }

  @Test
  void explain_withBrokenRules_tellsWhatIsWrong() {
    assertThat(run("rules", "explain", "broken", "--user", "u", "--sql", "x")).isEqualTo(1);
    assertThat(err.toString()).startsWith("broken/etl.drl:3:7: error: Query has no field");
  }

  @Test
  void fileThatDoesNotExist_isToldInALine() {
    assertThat(run("rules", "explain", "none", "--user", "u", "--sql", "x")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("sluice: none: no such file\n");
  }

  private static Verdict routed(Set<Flag> flags) {
    var nightly =
        new FiredRule(
            "nightly etl",
            new RulePlace("etl.drl", 12),
            100,
            Map.of("owner", "data-platform", "because", "the day is for analysts"),
            List.of("route(etl)"),
            List.of());
    var rest =
        new FiredRule(
            "everything else",
            new RulePlace("zz.drl", 1),
            0,
            Map.of(),
            List.of(),
            List.of("route(adhoc): 'nightly etl' routed first"));
    return new Verdict(
        new Outcome.Route(
            new GroupName("etl"),
            List.of(new GroupName("adhoc"), new GroupName("overflow")),
            true,
            Optional.of(new ClusterName("etl-1")),
            Optional.of("round-robin")),
        Map.of("spill_enabled", "true", "query_priority", "2"),
        Set.of("night"),
        List.of("moved out of the day"),
        new Explanation(
            VERSION, Optional.of("nightly etl"), List.of(nightly, rest), flags, "", 42));
  }

  private static Sql sql(String text) {
    return new Sql(
        text,
        "INSERT",
        "INSERT",
        Set.of("web.raw.day", "lake.sales.day"),
        Set.of("lake", "web"),
        Set.of("sales", "raw"),
        Set.of("lake.sales", "web.raw"),
        Set.of("sum"),
        0,
        0,
        0,
        true,
        0,
        OptionalLong.empty(),
        false,
        Set.of(),
        true,
        true,
        "lake.sales.day",
        text.length(),
        "f",
        true,
        "");
  }

  /** A rule set of one rule that no test evaluates. */
  private static final class FakeRuleSet implements RuleSet {
    private boolean closed;

    @Override
    public RuleSetVersion version() {
      return VERSION;
    }

    @Override
    public List<RuleInfo> rules() {
      return List.of(new RuleInfo("r", new RulePlace("etl.drl", 1), 0, Map.of()));
    }

    @Override
    public List<TracedRule> trace(Facts facts) {
      return List.of();
    }

    @Override
    public Evaluator newEvaluator() {
      throw new AssertionError("no command evaluates");
    }

    @Override
    public Evaluator newEvaluator(EvaluationLimits limits, LongSupplier nanoTime) {
      throw new AssertionError("no command evaluates");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
