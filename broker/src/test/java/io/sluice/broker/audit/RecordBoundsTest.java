package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecordBoundsTest {
  private final RecordBounds bounds = new RecordBounds(10);

  private static Sql sql(String text, Set<String> tables, String fingerprint) {
    return new Sql(
        text,
        "SELECT",
        "SELECT",
        tables,
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        0,
        0,
        0,
        false,
        0,
        OptionalLong.empty(),
        false,
        Set.of(),
        false,
        false,
        "",
        text.length(),
        fingerprint,
        true,
        "");
  }

  private DecisionRecord bounded(Query query, Sql sql) {
    return (DecisionRecord) bounds.apply(Records.decision().number(1).withFacts(query, sql));
  }

  private DecisionRecord bounded(Sql sql) {
    return bounded(Records.decision().number(1).query(), sql);
  }

  @Test
  void a_long_text_keeps_its_start_and_its_length() {
    DecisionRecord decision = bounded(sql("SELECT 123456789", Set.of(), "f"));

    assertThat(decision.sql().text()).isEqualTo("SELECT 123");
    assertThat(decision.sql().length()).isEqualTo(16);
    assertThat(decision.sqlTruncated()).isTrue();
  }

  @Test
  void a_short_text_stays_whole() {
    DecisionRecord decision = bounded(sql("SELECT 123", Set.of(), "f"));

    assertThat(decision.sql().text()).isEqualTo("SELECT 123");
    assertThat(decision.sqlTruncated()).isFalse();
  }

  @Test
  void a_cut_does_not_split_a_character() {
    assertThat(bounded(sql("SELECT '1\uD83D\uDE00'", Set.of(), "f")).sql().text())
        .isEqualTo("SELECT '1");
  }

  @Test
  void names_and_fingerprint_of_a_huge_text_are_bounded() {
    Set<String> tables =
        IntStream.range(0, 100_000).mapToObj(i -> "sales.public.t" + i).collect(Collectors.toSet());
    Sql kept = bounded(sql("x".repeat(3000), tables, "x".repeat(3000))).sql();

    assertThat(kept.tables()).hasSizeBetween(500, 2000);
    assertThat(tables.containsAll(kept.tables())).isTrue();
    assertThat(kept.fingerprint()).hasSize(10);
  }

  @Test
  void a_long_header_is_cut() {
    Query query = Records.decision().number(1).query();
    Query loud =
        new Query(
            "ada",
            "",
            Set.of(),
            "",
            Set.of(),
            "",
            "",
            "",
            Map.of(),
            Map.of(),
            query.dialect(),
            "",
            "",
            Map.of("x-trino-prepared-statement", "p".repeat(100_000), "b", "short"),
            "",
            "",
            "",
            "");

    assertThat(bounded(loud, sql("SELECT 1", Set.of(), "f")).query().headers())
        .containsEntry("x-trino-prepared-statement", "p".repeat(4096))
        .containsEntry("b", "short");
  }
}
