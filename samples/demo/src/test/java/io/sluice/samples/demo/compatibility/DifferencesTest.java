package io.sluice.samples.demo.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static Transcript.Step step(String name, String... lines) {
    return new Transcript.Step(name, List.of(lines));
  }

  private static Transcript of(Transcript.Step... steps) {
    return new Transcript(Arrays.asList(steps));
  }

  @Test
  void equalTranscripts_haveNone() {
    assertThat(Differences.between(of(step("a", "1")), of(step("a", "1")))).isEmpty();
  }

  @Test
  void changedLine_isShownWithItsStep() {
    assertThat(Differences.between(of(step("a", "1", "2")), of(step("a", "1", "3"))))
        .contains("=== a", "-    2", "+    3");
  }

  @Test
  void missingStep_isShown() {
    assertThat(Differences.between(of(step("a"), step("b")), of(step("a")))).contains("-=== b");
    assertThat(Differences.between(of(step("a")), of(step("a"), step("b")))).contains("+=== b");
  }

  @Test
  void wordsOfTheBroker_areAcceptedOnlyInTheirStep() {
    String own = "Catalog 'nosuch' not found";
    String brokers = "catalog 'nosuch': cluster trino-1 lacks it";

    assertThat(
            Differences.between(
                of(step("unknown catalog", own)), of(step("unknown catalog", brokers))))
        .isEmpty();
    assertThat(Differences.between(of(step("a table", own)), of(step("a table", brokers))))
        .isNotEmpty();
    assertThat(
            Differences.between(
                of(step("unknown catalog", own)), of(step("unknown catalog", "502"))))
        .isNotEmpty();
  }
}
