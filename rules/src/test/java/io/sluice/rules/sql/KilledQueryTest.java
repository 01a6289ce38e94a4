package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KilledQueryTest {
  private static final String ID = "20261123_043710_00026_e9qzz";
  private static final SqlContext SESSION =
      new SqlContext(
          "system",
          "runtime",
          PreparedStatements.of(
              Map.of(
                  "kill", "CALL system.runtime.kill_query(?, ?)",
                  "named", "call system.runtime.kill_query(message => ?, query_id => ?)",
                  "again", "EXECUTE again",
                  "whole", "CALL system.runtime.kill_query('" + ID + "')")));

  private static Optional<String> killed(String sql) {
    return KilledQuery.id(sql, SESSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL system.runtime.kill_query('%s')",
        "CALL system.runtime.kill_query('%s', 'too (much), really');",
        "call System.\"runtime\".KILL_QUERY (query_id => '%s', message => 'it''s')",
        "CALL system.runtime.kill_query(message => concat('a', 'b'), query_id => '%s')",
        "-- away with it\nCALL /* now */ runtime.kill_query('%s')",
        "CALL kill_query('%s', 'why')",
        "EXECUTE kill USING '%s', 'why'",
        "EXECUTE \"kill\" USING '%s', 'why'",
        "EXECUTE named USING 'why', '%s'",
        "EXECUTE whole",
        "EXECUTE IMMEDIATE 'CALL system.runtime.kill_query(?)' USING '%s'",
        "EXECUTE IMMEDIATE 'CALL system.runtime.kill_query(''%s'')'"
      })
  void call_thatKills_tellsTheQuery(String sql) {
    assertThat(killed(sql.formatted(ID))).contains(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 'CALL system.runtime.kill_query(''%s'')'",
        "CALL system.runtime.kill_query()",
        "CALL system.runtime.kill_query",
        "CALL system.runtime.kill_query(",
        "CALL system.runtime.kill_query(upper('%s'))",
        "CALL system.runtime.kill_query(message => '%s')",
        "CALL system.runtime.kill_query(?)",
        "CALL system.runtime.other('%s')",
        "CALL hive.runtime.kill_query('%s')",
        "EXECUTE kill",
        "EXECUTE kill USING 1, '%s'",
        "EXECUTE unknown USING '%s'",
        "EXECUTE again",
        "EXECUTE IMMEDIATE 5",
        "EXPLAIN CALL system.runtime.kill_query('%s')"
      })
  void otherText_killsNothing(String sql) {
    assertThat(killed(sql.formatted(ID))).isEmpty();
  }

  @Test
  void shortName_needsTheSessionOfTheSystemCatalog() {
    var other = new SqlContext("hive", "runtime", PreparedStatements.NONE);
    assertThat(KilledQuery.id("CALL kill_query('" + ID + "')", other)).isEmpty();
    assertThat(KilledQuery.id("CALL system.runtime.kill_query('" + ID + "')", other)).contains(ID);
  }
}
