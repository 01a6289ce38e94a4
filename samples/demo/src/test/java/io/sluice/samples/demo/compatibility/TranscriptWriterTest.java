package io.sluice.samples.demo.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptWriterTest {
  private final TranscriptWriter writer =
      new TranscriptWriter(new Masking("127.0.0.1:1", "kit_0a1b2c3d"));

  @Test
  void longText_isKeptAsItsDigest_soThatItsLastCharacterCounts() {
    writer.tell("x".repeat(5000) + "a");
    writer.tell("x".repeat(5000) + "b");
    writer.end("long");

    List<String> lines = writer.transcript().steps().getFirst().lines();
    assertThat(lines).hasSize(2).doesNotHaveDuplicates();
    assertThat(lines.getFirst()).hasSizeLessThan(400).contains("5001 characters");
  }

  @Test
  void manyLines_areKeptAsTheirDigest_soThatEachCounts() {
    for (int step = 0; step < 2; step++) {
      for (int i = 0; i < 1000; i++) {
        writer.tell("row " + (i == 500 ? step : i));
      }
      writer.end("many");
    }

    List<Transcript.Step> steps = writer.transcript().steps();
    assertThat(steps.getFirst().lines()).hasSizeLessThan(50);
    assertThat(steps.getFirst()).isNotEqualTo(steps.getLast());
  }

  @Test
  void error_isPartOfTheStep_withItsCauseAndState() {
    writer.step(
        "fails",
        out -> {
          out.tell("> SELECT");
          throw new SQLException("no", "42000", 7, new IllegalStateException("why"));
        });

    assertThat(writer.transcript().steps().getFirst().lines())
        .containsExactly(
            "> SELECT",
            "error 7, state 42000, java.sql.SQLException: no",
            "  because of java.lang.IllegalStateException: why");
  }
}
