package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rules.fact.Sql;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlAnalyzerTest {
  private static final SqlLimits SMALL = new SqlLimits(100, 20, 5, 1_000);

  private final SqlAnalyzer analyzer = new SqlAnalyzer(SqlLimits.DEFAULT);

  private static SqlContext session(String catalog, String schema) {
    return new SqlContext(catalog, schema, PreparedStatements.NONE);
  }

  @Test
  void sessionWithoutNamespace_leavesNamesAsTheyAre() {
    Sql sql = analyzer.analyze("select * from a, b.c, d.e.f", SqlContext.NONE);

    assertThat(sql.tables()).containsExactlyInAnyOrder("a", "b.c", "d.e.f");
    assertThat(sql.catalogs()).containsExactly("d");
    assertThat(sql.schemas()).containsExactlyInAnyOrder("b", "e");
    assertThat(sql.catalogSchemas()).containsExactly("d.e");
  }

  @Test
  void sessionWithCatalogOnly_stillTellsTheCatalog() {
    Sql sql = analyzer.analyze("select * from a, b.c", session("Lake", ""));

    assertThat(sql.tables()).containsExactlyInAnyOrder("a", "lake.b.c");
    assertThat(sql.catalogs()).containsExactly("lake");
  }

  @Test
  void statementWithoutTables_touchesNoCatalog() {
    Sql sql = analyzer.analyze("select 1", session("lake", "raw"));

    assertThat(sql.catalogs()).isEmpty();
    assertThat(sql.schemas()).isEmpty();
  }

  @Test
  void execute_keepsTheTextAndHasTheFingerprintOfWhatItRuns() {
    var prepared = PreparedStatements.of(Map.of("p", "SELECT a FROM t WHERE b = ?"));
    String text = "EXECUTE p USING 7";

    Sql executed = analyzer.analyze(text, new SqlContext("c", "s", prepared));
    Sql direct = analyzer.analyze("select a from t where b = 7", session("c", "s"));

    assertThat(executed.text()).isEqualTo(text);
    assertThat(executed.length()).isEqualTo(text.length());
    assertThat(executed.fingerprint()).isEqualTo(direct.fingerprint());
    assertThat(executed.tables()).isEqualTo(direct.tables()).containsExactly("c.s.t");
  }

  @Test
  void executeWithTooManyArguments_isStillResolved() {
    var prepared = PreparedStatements.of(Map.of("p", "insert into t values (?)"));
    var strict = new SqlAnalyzer(SMALL);

    Sql sql =
        strict.analyze("execute p using 1" + ", 1".repeat(200), new SqlContext("c", "s", prepared));

    assertThat(sql.type()).isEqualTo("INSERT");
    assertThat(sql.targetTable()).isEqualTo("c.s.t");
    assertThat(sql.parsed()).isFalse();
    assertThat(sql.parseError()).contains("characters");
  }

  @Test
  void longExecuteImmediate_isReadByTheWordsOfItsText() {
    String inner = "select * from t where a = ''x'' and b in (1" + ", 2".repeat(200) + ")";

    Sql sql =
        new SqlAnalyzer(SMALL).analyze("execute immediate '" + inner + "'", session("c", "s"));

    assertThat(sql.type()).isEqualTo("SELECT");
    assertThat(sql.tables()).containsExactly("c.s.t");
    assertThat(sql.filterColumns()).containsExactlyInAnyOrder("a", "b");
    assertThat(sql.parsed()).isFalse();
  }

  @Test
  void tooManyCharacters_areNotParsed() {
    Sql sql = new SqlAnalyzer(SMALL).analyze("select " + "a".repeat(100), SqlContext.NONE);

    assertThat(sql.parsed()).isFalse();
    assertThat(sql.parseError()).isEqualTo("not parsed: 107 characters (expected: at most 100)");
  }

  @Test
  void tooManyTokens_areNotParsed() {
    Sql sql = new SqlAnalyzer(SMALL).analyze("select 1" + ",1".repeat(10), SqlContext.NONE);

    assertThat(sql.parseError()).isEqualTo("not parsed: 22 tokens (expected: at most 20)");
  }

  @Test
  void tooDeepNesting_isNotParsed() {
    var strict = new SqlAnalyzer(SMALL);

    assertThat(strict.analyze("select (((((1)))))", SqlContext.NONE).parsed()).isTrue();
    assertThat(strict.analyze("select ((((((1))))))", SqlContext.NONE).parseError())
        .isEqualTo("not parsed: 6 levels of nesting (expected: at most 5)");
  }

  @Test
  void textBeyondWhatIsScanned_isIgnored() {
    String start = "select * from t where a = 1 and b = 2 /*" + "x".repeat(950) + "*/";

    Sql sql = new SqlAnalyzer(SMALL).analyze(start + " union select * from u", SqlContext.NONE);

    assertThat(sql.tables()).containsExactly("t");
    assertThat(sql.parseError()).contains("expected: at most 1000");
  }

  @Test
  void syntaxError_saysWhereAndStaysShort() {
    Sql sql = analyzer.analyze("select *\nfrom t wherever x = 1 =", SqlContext.NONE);

    assertThat(sql.parsed()).isFalse();
    assertThat(sql.parseError()).startsWith("line 2:").hasSizeLessThan(320);
  }

  @Test
  void finalSemicolons_areIgnored() {
    Sql sql = analyzer.analyze("select 1 ; ; -- done", SqlContext.NONE);

    assertThat(sql.parsed()).isTrue();
    assertThat(sql.fingerprint())
        .isEqualTo(analyzer.analyze("select 2", SqlContext.NONE).fingerprint());
  }

  @Test
  void warmUp_doesNotThrow() {
    analyzer.warmUp();

    assertThat(analyzer.analyze("select 1", SqlContext.NONE).parsed()).isTrue();
  }

  @Test
  void limits_mustBePositive() {
    assertThatThrownBy(() -> new SqlLimits(1, 1, 0, 1))
        .hasMessage("maxDepth: 0 (expected: 1 or more)");
  }
}
