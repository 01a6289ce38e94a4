package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of each statement in statements.txt, parsed and by its words alone. */
class StatementTableTest {
  private static final SqlContext SESSION =
      new SqlContext(
          "hive",
          "default",
          PreparedStatements.of(
              Map.of(
                  "p1", "select * from prepared_table where a = ?",
                  "p2", "insert into target select 1",
                  "bad", "selec",
                  "loop", "execute loop")));

  private final SqlAnalyzer analyzer = new SqlAnalyzer(SqlLimits.DEFAULT);
  private final SqlAnalyzer wordsOnly = new SqlAnalyzer(new SqlLimits(1, 1, 1, 1_000_000));

  record Row(String statement, String expected, String expectedByWords) {
    @Override
    public String toString() {
      return statement;
    }
  }

  static Stream<Row> rows() throws IOException {
    var rows = new ArrayList<Row>();
    String statement = "";
    for (String line : lines()) {
      if (line.startsWith("=> ")) {
        String expected = line.substring(3);
        rows.add(new Row(statement, expected, expected));
      } else if (line.startsWith("~> ")) {
        Row last = rows.removeLast();
        rows.add(new Row(last.statement(), last.expected(), line.substring(3)));
      } else if (!line.startsWith("#")) {
        statement = line;
      }
    }
    return rows.stream();
  }

  private static List<String> lines() throws IOException {
    try (InputStream table =
        Objects.requireNonNull(StatementTableTest.class.getResourceAsStream("statements.txt"))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void facts_areThoseOfTheTable(Row row) {
    assertThat(SqlText.of(analyzer.analyze(row.statement(), SESSION))).isEqualTo(row.expected());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void factsByWords_areThoseOfTheTable(Row row) {
    String facts = SqlText.of(wordsOnly.analyze(row.statement(), SESSION));

    assertThat(facts.replace(" | by words", ""))
        .isEqualTo(row.expectedByWords().replace(" | by words", ""));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void letterCase_changesNothingButNames(Row row) {
    Sql lower = analyzer.analyze(row.statement().toLowerCase(Locale.ROOT), SESSION);
    Sql upper = analyzer.analyze(shout(row.statement()), SESSION);

    assertThat(upper.type()).isEqualTo(lower.type());
    assertThat(upper.tables()).isEqualTo(lower.tables());
    assertThat(upper.fingerprint()).isEqualTo(lower.fingerprint());
  }

  /** Upper case, except for names of prepared statements and what stands in quotes. */
  private static String shout(String statement) {
    boolean quoted = statement.matches(".*[\"'`].*");
    boolean prepared = statement.matches("(?i).*\\b(execute|describe (input|output))\\b.*");
    return quoted || prepared
        ? statement.toLowerCase(Locale.ROOT)
        : statement.toUpperCase(Locale.ROOT);
  }

  @Test
  void table_isReadWhole() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(200);
  }
}
