package io.sluice.rules.ruletest;

import io.sluice.rules.fact.Moment;
import io.sluice.rules.language.Nearest;
import io.sluice.rules.ruleset.RuleFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one file of tests and tells of all that is wrong with it at once. */
final class TestFileReader {
  private static final int MOST_TESTS = 1_000;
  private static final String USUAL_SQL = "SELECT 1";
  private static final LocalDateTime USUAL_TIME = LocalDateTime.of(2026, 1, 5, 12, 0);
  private static final Set<String> STATEMENT = Set.of("sql", "sqlFile");
  private static final List<String> FILE_KEYS = List.of("defaults", "fleet", "tests");
  private static final List<String> DEFAULTS_KEYS =
      Stream.concat(
              QueryReader.IN_HEADERS.stream(),
              Stream.of(
                  "teams",
                  "remoteAddress",
                  "headers",
                  "at",
                  "sql",
                  "sqlFile",
                  "usage",
                  "learned",
                  "fleet"))
          .toList();
  private static final List<String> TEST_KEYS =
      Stream.concat(Stream.of("name"), Stream.concat(DEFAULTS_KEYS.stream(), Stream.of("expect")))
          .toList();

  private final RuleFile file;
  private final Map<String, RuleFile> statements;
  private final ZoneId zone;
  private final TestProblems problems;
  private final Values values;

  /**
   * @param statements the files that {@code sqlFile} may name, by their names
   * @param zone the zone of the hours and days that rules see
   */
  TestFileReader(
      RuleFile file, Map<String, RuleFile> statements, ZoneId zone, TestProblems problems) {
    this.file = file;
    this.statements = Map.copyOf(statements);
    this.zone = zone;
    this.problems = problems;
    this.values = new Values(problems);
  }

  /** The tests that can be run; those with a mistake, and what the mistake is, are told. */
  List<RuleTest> read() {
    return YamlTree.of(file, problems).map(this::tests).orElse(List.of());
  }

  private List<RuleTest> tests(Node root) {
    Mapping top = Mapping.of(root, "", problems).only(FILE_KEYS, problems);
    Mapping defaults =
        top.node("defaults")
            .map(node -> Mapping.of(node, "defaults", problems).only(DEFAULTS_KEYS, problems))
            .orElseGet(() -> new Mapping(root, "defaults", Map.of()));
    if (!top.has("tests")) {
      problems.add(root.getStartMark(), "tests: missing (expected: a list of tests)");
    }
    List<Node> items =
        top.read("tests", (node, path) -> values.nodes(node, path, "a list of tests"))
            .orElse(List.of());
    if (items.size() > MOST_TESTS) {
      problems.wrong(
          items.get(MOST_TESTS),
          "tests",
          items.size() + " tests",
          "at most %d in one file".formatted(MOST_TESTS));
      return List.of();
    }
    var tests = new ArrayList<RuleTest>();
    Map<String, Integer> lines = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof MappingNode item) {
        test(item, top, defaults, lines).ifPresent(tests::add);
      } else {
        var _ = Mapping.of(items.get(i), Values.item("tests", i), problems);
      }
    }
    return tests;
  }

  /** The test; empty when it, or what it takes from the whole file, has a mistake. */
  private Optional<RuleTest> test(
      Node item, Mapping top, Mapping defaults, Map<String, Integer> lines) {
    int before = problems.count();
    Mapping own = Mapping.of(item, "", problems).only(TEST_KEYS, problems);
    Mapping test = over(own, defaults);
    TestId id = id(own, item, lines);
    QueryReader.Asked asked = new QueryReader(values).read(test);
    var usage = new UsageReader(values, problems);
    var expecting = new ExpectationReader(values, problems);
    FleetReader.Fleet fleet =
        new FleetReader(values, problems)
            .read(Stream.of(top, defaults, own).flatMap(it -> it.node("fleet").stream()).toList());
    if (!own.has("expect")) {
      problems.wrong(item, "expect", "missing", "what should come of it, such as { group: etl }");
    }
    var read =
        new RuleTest(
            id,
            asked.query(),
            asked.prepared(),
            sql(test),
            test.read("at", this::moment)
                .orElseGet(() -> Moment.at(USUAL_TIME.atZone(zone).toInstant(), zone)),
            usage.usages(test, asked.query()),
            usage.learned(test),
            fleet.groups(),
            fleet.clusters(),
            own.node("expect").map(expecting::read).orElse(List.of()),
            expecting.rules(),
            expecting.groups(),
            expecting.clusters());
    return problems.count() == before ? Optional.of(read) : Optional.empty();
  }

  /** A test that tells a thing in one way does not want the default that tells it in another. */
  private static Mapping over(Mapping own, Mapping defaults) {
    Mapping lower = defaults;
    if (own.has("headers")) {
      lower = lower.keeping(key -> !QueryReader.IN_HEADERS.contains(key));
    }
    if (own.hasAny(QueryReader.IN_HEADERS)) {
      lower = lower.keeping(key -> !key.equals("headers"));
    }
    if (own.hasAny(STATEMENT)) {
      lower = lower.keeping(key -> !STATEMENT.contains(key));
    }
    return own.over(lower);
  }

  private TestId id(Mapping own, Node item, Map<String, Integer> lines) {
    int line = item.getStartMark().getLine() + 1;
    int column = item.getStartMark().getColumn() + 1;
    if (!own.has("name")) {
      problems.wrong(item, "name", "missing", "what the test shows, in a few words");
    }
    String name = own.read("name", this::name).orElse("");
    Integer first = lines.putIfAbsent(name, line);
    if (first != null && !name.isEmpty()) {
      problems.wrong(item, "name", name, "another name; line " + first + " has this one");
    }
    return new TestId(problems.file(), line, column, name);
  }

  private Optional<String> name(Node node, String path) {
    return values
        .text(node, path)
        .flatMap(text ->
            text.isBlank()
                ? values.wrong(node, path, text, "what the test shows, in a few words")
                : Optional.of(text.strip()));
  }

  private String sql(Mapping test) {
    if (test.has("sql") && test.has("sqlFile")) {
      test.node("sqlFile")
          .ifPresent(
              at -> problems.wrong(at, "sqlFile", "stands beside 'sql'", "one of sql and sqlFile"));
    }
    return test.has("sqlFile")
        ? test.read("sqlFile", this::statement).orElse(USUAL_SQL)
        : test.read("sql", values::text).orElse(USUAL_SQL);
  }

  /** A file beside the tests or below them, by its path from there. */
  private Optional<String> statement(Node node, String path) {
    return values
        .text(node, path)
        .flatMap(text -> {
          RuleFile found = statements.get(beside(text));
          if (found != null) {
            return Optional.of(found.text());
          }
          problems.add(
              node.getStartMark(),
              "%s: %s: no such file that ends in .sql in the rules directory; %s"
                  .formatted(path, text, Nearest.hint(beside(text), statements.keySet())));
          return Optional.empty();
        });
  }

  private String beside(String text) {
    int folder = file.name().lastIndexOf('/') + 1;
    String joined = file.name().substring(0, folder) + text;
    return text.indexOf('\0') >= 0
        ? text
        : Path.of(joined).normalize().toString().replace('\\', '/');
  }

  private Optional<Moment> moment(Node node, String path) {
    String expected =
        "an instant such as 2026-11-23T22:30:00+01:00, or a local time such as 2026-11-23T22:30";
    return values
        .text(node, path)
        .flatMap(text ->
            instant(text)
                .map(instant -> Moment.at(instant, zone))
                .or(() -> values.wrong(node, path, text, expected)));
  }

  private Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(TestFileReader::ordinary);
    } catch (DateTimeParseException e) {
      try {
        return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant())
            .filter(TestFileReader::ordinary);
      } catch (DateTimeException noTime) {
        return Optional.empty();
      }
    }
  }

  private static boolean ordinary(Instant instant) {
    return instant.isAfter(Instant.parse("1900-01-01T00:00:00Z"))
        && instant.isBefore(Instant.parse("9999-12-30T00:00:00Z"));
  }
}
