package io.sluice.samples.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SoakVerdictTest {
  private static SoakVerdict of(int minutes, IntFunction<SoakMinute> minute) {
    List<SoakMinute> all = IntStream.range(0, minutes).mapToObj(minute).toList();
    return SoakVerdict.of(all);
  }

  private static SoakMinute minute(double resident, double heap, int threads, int files) {
    return new SoakMinute(1000, 0, resident, heap, threads, files, 1);
  }

  @Test
  void use_thatSwaysWithinLimits_isFlat() {
    assertThat(of(8, i -> minute(300 + i, 60 + i % 3, 40 + i % 2, 150)).flat()).isTrue();
  }

  @Test
  void residentMemory_thatGrows_isNotFlat() {
    SoakVerdict verdict = of(8, i -> minute(300 + 10 * i, 60, 40, 150));

    assertThat(verdict.flat()).isFalse();
    assertThat(verdict.text()).contains("RSS MB").containsOnlyOnce("**grows**");
  }

  @Test
  void heap_thatGrows_isNotFlat() {
    assertThat(of(8, i -> minute(300, 60 + 5 * i, 40, 150)).flat()).isFalse();
  }

  @Test
  void threads_thatGrow_areNotFlat() {
    assertThat(of(8, i -> minute(300, 60, 40 + i, 150)).flat()).isFalse();
  }

  @Test
  void openFiles_thatGrow_areNotFlat() {
    assertThat(of(8, i -> minute(300, 60, 40, 150 + 10 * i)).flat()).isFalse();
  }

  @Test
  void error_inOneMinute_isNotFlat() {
    assertThat(of(8, i -> new SoakMinute(1000, i == 3 ? 1 : 0, 300, 60, 40, 150, 1)).flat())
        .isFalse();
  }

  @Test
  void tooFewMinutes_giveNoVerdict() {
    SoakVerdict verdict = of(3, i -> minute(300, 60, 40, 150));

    assertThat(verdict.flat()).isFalse();
    assertThat(verdict.text()).contains("no verdict");
  }
}
