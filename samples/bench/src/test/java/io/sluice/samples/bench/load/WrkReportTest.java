package io.sluice.samples.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.samples.bench.machine.BenchFailure;
import org.junit.jupiter.api.Test;

final class WrkReportTest {
  private static final String OUTPUT =
      """
      Running 2s test @ http://127.0.0.1:8080
      Requests/sec:   1000.00
      figures requests=2000 micros=2500000 bytes=99 p50=1500 p99=7000 \
      connect=1 read=2 write=4 timeout=8 status=16
      """;

  @Test
  void figures_areTakenFromTheLineOfTheScript() throws BenchFailure {
    WrkReport report = WrkReport.parse(OUTPUT);

    assertThat(report).isEqualTo(new WrkReport(2000, 2_500_000, 99, 1500, 7000, 31));
    assertThat(report.rate()).isEqualTo(800);
  }

  @Test
  void output_withoutTheLine_isRefusedWithWhatItSays() {
    assertThatThrownBy(() -> WrkReport.parse("unable to connect"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("unable to connect");
  }

  @Test
  void line_thatLacksAFigure_isRefusedWithItsName() {
    assertThatThrownBy(() -> WrkReport.parse(OUTPUT.replace("p99=7000", "")))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("p99");
  }
}
