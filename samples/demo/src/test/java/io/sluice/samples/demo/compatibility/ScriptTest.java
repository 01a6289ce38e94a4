package io.sluice.samples.demo.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptTest {
  @Test
  void statements_arePartedBySemicolonsAtTheEndOfALine() {
    Script script = Script.parse("--- one\nSELECT ';',\n 2;\nSELECT 3\n", Dialect.TRINO);

    assertThat(script.steps().getFirst().statements())
        .containsExactly("SELECT ';',\n 2", "SELECT 3");
  }

  @Test
  void stepsOfTheOtherDialect_areLeftOut() {
    String text = "--- trino: a\nSELECT 1\n--- presto: b\nSELECT 2\n--- c\nSELECT 3";

    assertThat(Script.parse(text, Dialect.PRESTO).steps())
        .extracting(Script.Step::name)
        .containsExactly("b", "c");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void kit_hasMoreStepsThanAClientNeeds_eachOfItsOwnName(Dialect dialect) {
    Script script = Script.of(dialect, "memory.kit");

    assertThat(script.steps()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    assertThat(script.steps()).extracting(Script.Step::name).doesNotHaveDuplicates();
    assertThat(script.steps())
        .allSatisfy(step -> assertThat(step.statements()).noneMatch(sql -> sql.contains("${")));
  }
}
