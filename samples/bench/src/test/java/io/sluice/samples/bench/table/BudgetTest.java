package io.sluice.samples.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class BudgetTest {
  private final Results results = new Results();

  private void measured(String workload, String proxy, double rate, double cpu, long errors) {
    var none = OptionalDouble.empty();
    results.put(
        workload, proxy, Figures.of(List.of(new Round(rate, 1, 1, cpu, none, 1, none, errors))));
  }

  private String line(String start) {
    return Budget.text(results)
        .lines()
        .filter(line -> line.startsWith("| " + start))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void cost_upToTheLimit_isMet() {
    measured("poll", "HAProxy", 100, 10, 0);
    measured("poll", "Sluice", 100, 25, 0);

    assertThat(line("poll: CPU")).contains("2.50 ×").endsWith(" met |");
  }

  @Test
  void cost_aboveTheLimit_isMissed() {
    measured("poll", "HAProxy", 100, 10, 0);
    measured("poll", "Sluice", 100, 25.1, 0);

    assertThat(line("poll: CPU")).contains("**missed**");
  }

  @Test
  void rate_belowTheLimit_isMissed() {
    measured("statement", "Trino Gateway", 100, 10, 0);
    measured("statement", "Sluice", 2_499, 10, 0);

    assertThat(line("statement: requests/s")).contains("**missed**");
  }

  @Test
  void rate_atTheLimit_isMet() {
    measured("page", "HAProxy", 100, 10, 0);
    measured("page", "Sluice", 80, 10, 0);

    assertThat(line("page")).endsWith(" met |");
  }

  @Test
  void peer_thatWasLeftOut_givesNoVerdict() {
    measured("poll", "Sluice", 100, 25, 0);

    assertThat(line("poll: requests/s")).contains("not measured");
  }

  @Test
  void errors_ofEitherSide_giveNoVerdict() {
    measured("page", "HAProxy", 100, 10, 1);
    measured("page", "Sluice", 100, 10, 0);

    assertThat(line("page")).contains("no verdict: errors");
  }
}
