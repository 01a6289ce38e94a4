package io.sluice.samples.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineTest {
  @Test
  void machine_isToldInOneLine() {
    Machine machine =
        Machine.parse(
            2,
            List.of("processor\t: 0", "model name\t: Some CPU", "model name\t: Some CPU"),
            List.of("MemTotal:       16384000 kB"),
            "6.1");

    assertThat(machine).hasToString("2 processors (Some CPU), 16 GiB, Linux 6.1");
  }

  @Test
  void machine_thatTellsNoModel_isUnknown() {
    assertThat(Machine.parse(1, List.of(), List.of(), "6.1"))
        .isEqualTo(new Machine(1, "unknown", 0, "6.1"));
  }
}
