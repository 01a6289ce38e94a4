package io.sluice.samples.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UsageTest {
  private static final List<String> STATUS =
      List.of("Name:\tjava", "VmRSS:\t  123456 kB", "Threads:\t31");

  @Test
  void cpuTime_ofAProcess_countsItselfAndItsEndedChildren() {
    String stat = "42 (java) S 1 42 42 0 -1 4194304 10 20 30 40 1000 200 30 4 20 0 31 0 99";

    assertThat(Usage.parse(stat, STATUS).cpuMicros()).isEqualTo(1234 * 10_000);
  }

  @Test
  void name_withBracketsAndSpaces_shiftsNothing() {
    String stat = "42 (a) b) (c) S 1 42 42 0 -1 4194304 10 20 30 40 5 0 0 0 20 0 31 0 99";

    assertThat(Usage.parse(stat, STATUS)).isEqualTo(new Usage(50_000, 123_456 * 1024L, 31));
  }

  @Test
  void thisProcess_usesMemoryAndThreads() throws IOException {
    Usage usage = Usage.of(List.of(ProcessHandle.current().pid()));

    assertThat(usage.residentBytes()).isGreaterThan(1_000_000);
    assertThat(usage.threads()).isPositive();
  }

  @Test
  void process_thatHasEnded_countsNothing() throws IOException {
    assertThat(Usage.of(List.of(Long.MAX_VALUE))).isEqualTo(new Usage(0, 0, 0));
  }
}
