package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Sql;
import io.sluice.rules.sql.BenchmarkStatements.Published;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All statements of TPC-H and TPC-DS, with what can be told of them without reading SQL. */
@TestInstance(Lifecycle.PER_CLASS)
class BenchmarkStatementsTest {
  /** Tables and joins of TPC-H's 22 queries, by the specification. */
  private static final Map<Integer, String> TPCH =
      Map.ofEntries(
          Map.entry(1, "lineitem 0"),
          Map.entry(2, "nation, part, partsupp, region, supplier 7"),
          Map.entry(3, "customer, lineitem, orders 2"),
          Map.entry(4, "lineitem, orders 0"),
          Map.entry(5, "customer, lineitem, nation, orders, region, supplier 5"),
          Map.entry(6, "lineitem 0"),
          Map.entry(7, "customer, lineitem, nation, orders, supplier 5"),
          Map.entry(8, "customer, lineitem, nation, orders, part, region, supplier 7"),
          Map.entry(9, "lineitem, nation, orders, part, partsupp, supplier 5"),
          Map.entry(10, "customer, lineitem, nation, orders 3"),
          Map.entry(11, "nation, partsupp, supplier 4"),
          Map.entry(12, "lineitem, orders 1"),
          Map.entry(13, "customer, orders 1"),
          Map.entry(14, "lineitem, part 1"),
          Map.entry(15, "lineitem, supplier 1"),
          Map.entry(16, "part, partsupp, supplier 1"),
          Map.entry(17, "lineitem, part 1"),
          Map.entry(18, "customer, lineitem, orders 2"),
          Map.entry(19, "lineitem, part 1"),
          Map.entry(20, "lineitem, nation, part, partsupp, supplier 1"),
          Map.entry(21, "lineitem, nation, orders, supplier 3"),
          Map.entry(22, "customer, orders 0"));

  /** The tables of TPC-DS, by the specification; no query reads dbgen_version. */
  private static final Set<String> TPCDS_TABLES =
      Set.of(
          "call_center",
          "catalog_page",
          "catalog_returns",
          "catalog_sales",
          "customer",
          "customer_address",
          "customer_demographics",
          "date_dim",
          "household_demographics",
          "income_band",
          "inventory",
          "item",
          "promotion",
          "reason",
          "ship_mode",
          "store",
          "store_returns",
          "store_sales",
          "time_dim",
          "warehouse",
          "web_page",
          "web_returns",
          "web_sales",
          "web_site");

  private static final Pattern QUOTED_OR_COMMENT =
      Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern LAST_LIMIT = Pattern.compile("(?is)limit\\s+([0-9]+)\\s*$");
  private static final Pattern AGGREGATE =
      Pattern.compile("(?is)group\\s+by|\"?\\b(sum|avg|count|min|max|stddev_samp)\"? *\\(");

  private final SqlAnalyzer analyzer = new SqlAnalyzer(SqlLimits.DEFAULT);

  private final Map<Published, Sql> analyzed = new HashMap<>();

  private Sql analyze(Published statement) {
    return analyzed.computeIfAbsent(
        statement, published -> analyzer.analyze(published.sql(), SqlContext.NONE));
  }

  static List<Published> tpch() {
    return BenchmarkStatements.tpch();
  }

  static List<Published> both() {
    return Stream.concat(BenchmarkStatements.tpch().stream(), BenchmarkStatements.tpcds().stream())
        .toList();
  }

  @Test
  void publishedStatements_areAllThere() {
    assertThat(BenchmarkStatements.tpch()).hasSize(2 * 22);
    assertThat(BenchmarkStatements.tpcds()).hasSize(99 + 103);
  }

  @ParameterizedTest
  @MethodSource("both")
  void tables_areThoseThatAreMarkedInTheTemplate(Published statement) {
    Set<String> expected =
        statement.markedTables().stream().map("lake.sf1."::concat).collect(Collectors.toSet());

    assertThat(analyze(statement).tables()).isEqualTo(expected).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("both")
  void statement_isAParsedSelectThatWritesNothing(Published statement) {
    Sql sql = analyze(statement);

    assertThat(sql.parseError()).isEmpty();
    assertThat(sql.parsed()).isTrue();
    assertThat(List.of(sql.type(), sql.category())).containsExactly("SELECT", "SELECT");
    assertThat(sql.writes()).isFalse();
    assertThat(sql.targetTable()).isEmpty();
    assertThat(sql.catalogSchemas()).containsExactly("lake.sf1");
  }

  @ParameterizedTest
  @MethodSource("both")
  void features_areThoseThatItsWordsCount(Published statement) {
    Sql sql = analyze(statement);
    String words = QUOTED_OR_COMMENT.matcher(statement.sql()).replaceAll("''");

    assertThat(sql.windowFunctions()).isEqualTo(count("over *\\(", words));
    assertThat(sql.unions()).isEqualTo(count("\\b(union|intersect|except)\\b", words));
    assertThat(sql.filtered()).isEqualTo(count("\\bwhere\\b", words) > 0);
    assertThat(sql.aggregates()).isEqualTo(AGGREGATE.matcher(words).find());
    assertThat(sql.joins()).isGreaterThanOrEqualTo(count("\\bjoin\\b", words));
    Matcher limit = LAST_LIMIT.matcher(words);
    assertThat(sql.limit())
        .isEqualTo(
            limit.find() ? OptionalLong.of(Long.parseLong(limit.group(1))) : OptionalLong.empty());
  }

  private static int count(String word, String text) {
    return (int) Pattern.compile("(?i)" + word).matcher(text).results().count();
  }

  @ParameterizedTest
  @MethodSource("tpch")
  void tpch_isAsSpecified(Published statement) {
    Sql sql = analyze(statement);
    int number =
        Integer.parseInt(statement.name().substring("tpch q".length(), "tpch q00".length()));
    String tables =
        sql.tables().stream()
            .map(table -> table.substring("lake.sf1.".length()))
            .sorted()
            .collect(Collectors.joining(", "));

    assertThat(tables + " " + sql.joins()).isEqualTo(TPCH.get(number));
  }

  @Test
  void tpcds_touchesAllTablesOfItsSpecification() {
    Set<String> touched =
        BenchmarkStatements.tpcds().stream()
            .flatMap(statement -> analyze(statement).tables().stream())
            .map(table -> table.substring("lake.sf1.".length()))
            .collect(Collectors.toSet());

    assertThat(touched).isEqualTo(TPCDS_TABLES);
  }

  @Test
  void statementsByWordsAlone_haveTheSameTables() {
    var words = new SqlAnalyzer(new SqlLimits(1, 1, 1, 1_000_000));

    for (Published statement : both()) {
      assertThat(words.analyze(statement.sql(), SqlContext.NONE).tables())
          .as(statement.name())
          .isEqualTo(analyze(statement).tables());
    }
  }

  /** Query 24 of TPC-DS comes in two variants that differ in a colour only. */
  @Test
  void differentStatements_haveDifferentFingerprints() {
    Map<String, List<String>> byFingerprint =
        both().stream()
            .filter(statement -> statement.name().endsWith("Presto"))
            .collect(
                Collectors.groupingBy(
                    statement -> analyze(statement).fingerprint(),
                    Collectors.mapping(Published::name, Collectors.toList())));

    assertThat(byFingerprint).hasSize(22 + 103 - 1);
    assertThat(byFingerprint.values())
        .filteredOn(same -> same.size() > 1)
        .containsExactly(List.of("tpcds q24_1 of Presto", "tpcds q24_2 of Presto"));
  }
}
