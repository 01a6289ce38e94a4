package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
  private static String fingerprint(String text) {
    return Fingerprint.of(Words.of(text, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select 1                              | SELECT   2",
        "select a from t where b = 'x'         | select a from t where b = 'it''s' -- why",
        "select a from t where b = 1           | select a /* hint */ from t where b = -1.5e3",
        "select a from t where b = 1           | select a from t where b = true",
        "select a from t where b = 1           | select a from t where b = ?",
        "select a from t where b = 'x'         | select a from t where b = U&'\\0061'",
        "select a from t where b in (1)        | select a from t where b in (1, 2, 3, -4)",
        "select a from t where b in ('x')      | select a from t where b in (?, ?, null)",
        "select * from t where (b, c) in ((1, 2)) | select * from t where (b, c) in ((1, 2), (3, 4))",
        "select * from t where d in (date '2026-01-01') | select * from t where d in (date '2026-01-02', date '2026-01-03')",
        "insert into t values (1, 'a')         | insert into t values (2, 'b'), (3, 'c'), (4, null)",
        "select a from t limit 10              | select a from t limit 20;",
        "select a from t where b between 1 and 2 | select a from t where b between -1 and +2",
      })
  void statementsThatDifferInLiteralsOnly_areTheSame(String one, String other) {
    assertThat(fingerprint(one)).isEqualTo(fingerprint(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select a from t                | select b from t",
        "select a from t                | select a from u",
        "select a from t where b = 1    | select a from t where b > 1",
        "select a from t where b = 1    | select a from t where b is null",
        "select a - 1 from t            | select a from t",
        "select f(1) from t             | select f(1, 2) from t",
        "select a from t where b in (1) | select a from t where b in (c)",
        "select a from t where b in (1, c) | select a from t where b in (1, 2)",
        "select \"A\" from t            | select \"a\" from t",
        "select 'a' from t              | select \"a\" from t",
        "values (1), (2)                | select (1), (2)",
        "select ab from t               | select a b from t",
        "insert into t values (1)       | insert into t values (now())",
        "explain select 1               | select 1",
      })
  void statementsThatDifferOtherwise_differ(String one, String other) {
    assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
  }

  @Test
  void fingerprint_staysTheSameFromReleaseToRelease() {
    assertThat(fingerprint("SELECT a FROM t WHERE b = 1")).isEqualTo("dab447ce68952344");
  }

  @Test
  void textWithoutWords_hasAFingerprintToo() {
    assertThat(fingerprint("")).matches("[0-9a-f]{16}").isEqualTo(fingerprint(" -- nothing"));
  }

  @Test
  void listThatNeverEnds_isNoListOfLiterals() {
    assertThat(fingerprint("select a in (1, 2")).isNotEqualTo(fingerprint("select a in (1, 2)"));
  }
}
