package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.rules.fact.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that is meant to hurt: it must be answered, and as well as its words allow. */
class HostileTextTest {
  private static final int MILLION = 1_000_000;

  /** Keeps a hang from blocking the build; it is no measure of speed. */
  private static final Duration HANG = Duration.ofSeconds(20);

  private final SqlAnalyzer analyzer = new SqlAnalyzer(SqlLimits.DEFAULT);

  private Sql analyze(String text) {
    return assertTimeoutPreemptively(
        HANG, () -> analyzer.analyze(text, new SqlContext("c", "s", PreparedStatements.NONE)));
  }

  static Stream<Arguments> oversized() {
    return Stream.of(
        Arguments.of("nested parentheses", "select a from t where " + "(".repeat(10_000), "SELECT"),
        Arguments.of(
            "closed parentheses",
            "select a from t where " + "(".repeat(10_000) + "1" + ")".repeat(10_000),
            "SELECT"),
        Arguments.of("a million parentheses", "(".repeat(MILLION), "UNKNOWN"),
        Arguments.of(
            "nested subqueries",
            "select * from t, " + "(select * from t, ".repeat(20_000),
            "SELECT"),
        Arguments.of(
            "case", "select a from t where " + "case when ".repeat(10_000) + "1", "SELECT"),
        Arguments.of("functions", "select a from t where " + "abs(".repeat(10_000) + "1", "SELECT"),
        Arguments.of("arrays", "select a from t where " + "array[".repeat(10_000), "SELECT"),
        Arguments.of(
            "union all", "select a from t" + " union all select a from t".repeat(40_000), "SELECT"),
        Arguments.of("concatenation", "select a" + " || 'x'".repeat(150_000) + " from t", "SELECT"),
        Arguments.of(
            "in list",
            "select a from t where b in (1" + ", 123456".repeat(MILLION / 8) + ")",
            "SELECT"),
        Arguments.of("values", "insert into t values (1)" + ", (1)".repeat(MILLION / 5), "INSERT"),
        Arguments.of(
            "other letters", "select a from t where b = '" + "漢".repeat(MILLION), "SELECT"),
        Arguments.of("bare other letters", "select a from t " + "漢".repeat(MILLION), "SELECT"),
        Arguments.of(
            "comments without end", "select a from t /* " + "/* ".repeat(MILLION / 3), "SELECT"),
        Arguments.of("quotes", "select a from t where b = '" + "''".repeat(MILLION / 2), "SELECT"),
        Arguments.of("dots", "select a from t where b" + ".b".repeat(MILLION / 2), "SELECT"),
        Arguments.of("commas", "select a from t" + ",".repeat(MILLION), "SELECT"),
        Arguments.of("explains", "explain ".repeat(20_000) + "select a from t", "EXPLAIN"),
        Arguments.of("prepares", "prepare p from ".repeat(10_000) + "select a from t", "PREPARE"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oversized")
  void oversizedText_isReadByItsWords(String name, String text, String type) {
    Sql sql = analyze(text);

    assertThat(sql.type()).isEqualTo(type);
    assertThat(sql.length()).isEqualTo(text.length());
    assertThat(sql.fingerprint()).matches("[0-9a-f]{16}");
    assertThat(sql.parsed()).isFalse();
    assertThat(sql.parseError()).isNotEmpty();
    if (type.equals("SELECT") || type.equals("INSERT")) {
      assertThat(sql.tables()).containsExactly("c.s.t");
    }
  }

  /**
   * Within the limits, but trees or recursions of that depth: some stacks hold them, some do not.
   */
  @ParameterizedTest
  @MethodSource("chains")
  void longChain_isReadParsedOrNot(String text) {
    Sql sql = analyze(text);

    assertThat(sql.type()).isEqualTo("SELECT");
    assertThat(sql.tables()).containsExactly("c.s.t");
    assertThat(sql.filtered()).isEqualTo(text.contains("where"));
    assertThat(sql.parsed()).isEqualTo(sql.parseError().isEmpty());
  }

  static List<String> chains() {
    return List.of(
        "select a from t where b" + "||b".repeat(15_000),
        "select a from t where " + "not ".repeat(30_000) + "true",
        "select a from t where a = " + "- ".repeat(30_000) + "1",
        "select a from t where " + "x -> ".repeat(12_000) + "1",
        "select a from t where " + "a and ".repeat(15_000) + "b",
        "select a.a" + ".a".repeat(15_000) + " from t",
        "select a from t" + " join t on true".repeat(9_000),
        "select a from t" + " union select a from t".repeat(6_000));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenText_isUnderstoodAsFarAsItGoes(String text) {
    Sql sql = analyze(text);

    assertThat(sql.type()).isEqualTo("SELECT");
    assertThat(sql.tables()).containsExactly("c.s.t");
    assertThat(sql.parsed()).isFalse();
  }

  static List<String> broken() {
    return List.of(
        "select a from t where b = 'no end",
        "select a from t where b = \"no end",
        "select a from t where b = `no end",
        "select a from t /* no end",
        "select a from t where b = U&'no end",
        "select a from t where b = $$ no end",
        "select \0 a from t where \0 = 1",
        "select a from t\0",
        "select a\uD800 from t",
        "select '\uDC00' a from t where \uD83D",
        "select 😀 from t",
        "select a from t)))))))) where (((",
        "select a from t limit 99999999999999999999999999",
        "select a from t where b = 1e",
        "select a from t where a.b. = .c",
        "select a from t,",
        "select a from t join",
        "select a from t where ; select b from",
        "select a from t \u2028 \uFEFF limit");
  }

  @ParameterizedTest
  @MethodSource("empty")
  void textThatSaysNothing_isUnknown(String text) {
    Sql sql = analyze(text);

    assertThat(sql.type()).isEqualTo("UNKNOWN");
    assertThat(sql.category()).isEmpty();
    assertThat(sql.tables()).isEmpty();
    assertThat(sql.writes()).isFalse();
    assertThat(sql.parsed()).isFalse();
    assertThat(sql.parseError()).isNotEmpty();
  }

  static List<String> empty() {
    return List.of(
        "",
        " ",
        ";",
        ";;;",
        "-- nothing",
        "/* nothing */",
        "/*",
        "'",
        "\"",
        "\0",
        "\uD800",
        "(",
        ")",
        "((()",
        "123",
        "'text'",
        "漢字",
        "?",
        ".",
        "$",
        "execut",
        "garbage in");
  }

  @Test
  void smallStack_doesNotOverflow() {
    var result = new CompletableFuture<Sql>();
    String chain = "select a from t where b" + "||b".repeat(15_000);
    Thread thread =
        new Thread(
            null,
            () -> result.complete(analyzer.analyze(chain, SqlContext.NONE)),
            "small-stack",
            200 * 1024L);
    thread.start();

    Sql sql = assertTimeoutPreemptively(HANG, () -> result.get());

    assertThat(sql.tables()).containsExactly("t");
    assertThat(sql.type()).isEqualTo("SELECT");
  }

  @Test
  void randomWords_areAlwaysAnswered() {
    String[] words =
        ("select from where ( ) , . ; * join with as recursive x t 1 'a' \"q\" in values union all"
                + " insert into update set delete merge using when matched then create table view if"
                + " not exists explain analyze execute immediate prepare describe input group by"
                + " having order limit fetch first over window filter case end row array [ ] ->"
                + " => /* */ -- \n ' \" ` = - + ? null date interval grant on to show stats for alter"
                + " drop call lateral unnest table tablesample é 漢 \0")
            .split(" ", -1);
    var random = new Random(42);
    for (int round = 0; round < 3_000; round++) {
      var text = new StringBuilder();
      int length = random.nextInt(40);
      for (int i = 0; i < length; i++) {
        text.append(words[random.nextInt(words.length)]).append(random.nextInt(8) == 0 ? "" : " ");
      }

      Sql sql = analyze(text.toString());

      assertThat(sql.parsed()).isEqualTo(sql.parseError().isEmpty());
      assertThat(sql.tables()).doesNotContain("");
      assertThat(sql.targetTable().isEmpty() || sql.writes()).isTrue();
    }
  }
}
