package io.sluice.broker.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Sql;
import io.sluice.rules.sql.PreparedStatements;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnalysesTest {
  private static final SqlContext TINY = new SqlContext("tpch", "tiny", PreparedStatements.NONE);

  private final SqlAnalyzer analyzer = new SqlAnalyzer(SqlLimits.DEFAULT);
  private final Analyses analyses = new Analyses(analyzer, 1024 * 1024);

  @Test
  void textThatComesAgain_isNotReadAgain() {
    Sql first = analyses.analyze("SELECT * FROM orders", TINY);

    assertThat(analyses.analyze(new String("SELECT * FROM orders".toCharArray()), TINY))
        .isSameAs(first)
        .isEqualTo(analyzer.analyze("SELECT * FROM orders", TINY));
  }

  @Test
  void sameText_inAnotherSchema_isOfOtherTables() {
    analyses.analyze("SELECT * FROM orders", TINY);

    assertThat(
            analyses
                .analyze(
                    "SELECT * FROM orders", new SqlContext("tpch", "sf1", PreparedStatements.NONE))
                .tables())
        .containsExactly("tpch.sf1.orders");
    assertThat(
            analyses
                .analyze(
                    "SELECT * FROM orders", new SqlContext("hive", "tiny", PreparedStatements.NONE))
                .tables())
        .containsExactly("hive.tiny.orders");
  }

  @Test
  void execute_isOfTheStatementThatTheSessionHasPrepared() {
    assertThat(analyses.analyze("EXECUTE p", prepared("SELECT * FROM a.b.c")).tables())
        .containsExactly("a.b.c");
    assertThat(analyses.analyze("EXECUTE p", prepared("SELECT * FROM d.e.f")).tables())
        .containsExactly("d.e.f");
    assertThat(analyses.analyze("EXECUTE p", TINY).tables()).isEmpty();
  }

  private static SqlContext prepared(String text) {
    return new SqlContext("tpch", "tiny", PreparedStatements.of(Map.of("p", text)));
  }

  @Test
  void texts_beyondTheMemory_areForgotten() {
    Sql first = analyses.analyze("SELECT 1", TINY);
    for (int i = 0; i < 10; i++) {
      analyses.analyze("SELECT '%d%s'".formatted(i, "x".repeat(200_000)), TINY);
    }
    String longText = "SELECT '%s'".formatted("y".repeat(600_000));

    assertThat(analyses.analyze(longText, TINY)).isNotSameAs(analyses.analyze(longText, TINY));
    assertThat(analyses.analyze("SELECT 1", TINY)).isEqualTo(first);
  }

  @Test
  void withoutMemory_nothingIsRemembered() {
    var none = new Analyses(analyzer, 0);

    assertThat(none.analyze("SELECT 1", TINY)).isNotSameAs(none.analyze("SELECT 1", TINY));
  }
}
