package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;

class GrammarMemoryTest {
  private static final String STATEMENT =
      "select a, count(*) from t join u on t.x = u.x where b in (1, 2) group by a order by 2";

  @Test
  void statements_areLearned() {
    var memory = new GrammarMemory(Integer.MAX_VALUE);
    var parser = new SqlParser(memory);

    parser.createStatement(STATEMENT);
    int learned = memory.states();
    parser.createStatement(STATEMENT);

    assertThat(learned).isPositive();
    assertThat(memory.states()).isEqualTo(learned);
  }

  @Test
  void whatGrowsTooMuch_isForgottenBeforeTheNextStatement() {
    var memory = new GrammarMemory(10);
    var parser = new SqlParser(memory);

    parser.createStatement(STATEMENT);
    int learned = memory.states();
    parser.createStatement("select 1");

    assertThat(learned).isGreaterThan(10);
    assertThat(memory.states()).isPositive().isLessThan(learned);
  }
}
