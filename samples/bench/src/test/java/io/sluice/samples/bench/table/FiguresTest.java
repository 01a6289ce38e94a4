package io.sluice.samples.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  private static Round round(double rate, double cpuMicros, long errors) {
    return new Round(
        rate, 1, 2, cpuMicros, OptionalDouble.empty(), 100, OptionalDouble.of(rate), errors);
  }

  @Test
  void median_ofAnOddNumber_isTheOneInTheMiddle() {
    assertThat(Median.of(List.of(9, 1, 5))).isEqualTo(5);
  }

  @Test
  void median_ofAnEvenNumber_isTheMeanOfTwo() {
    assertThat(Median.of(List.of(4, 1, 9, 2))).isEqualTo(3);
  }

  @Test
  void median_ofNothing_isRefused() {
    assertThatThrownBy(() -> Median.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void figures_areMediansWithTheRangeAndAllErrors() {
    Figures figures = Figures.of(List.of(round(100, 9, 0), round(300, 7, 2), round(200, 8, 1)));

    assertThat(figures).isEqualTo(new Figures(100, 300, round(200, 8, 3)));
  }

  @Test
  void numbers_haveThreeDigitsThatCount() {
    assertThat(List.of(12_345.6, 123.45, 12.345, 1.2345, 0.0))
        .map(Numbers::text)
        .containsExactly("12,346", "123", "12.3", "1.23", "0.00");
  }

  @Test
  void table_isMarkdownWithNumbersToTheRight() {
    String text = new MarkdownTable("name", "n").row("a", "12345").row("bc", "1").text();

    assertThat(text)
        .isEqualTo(
            """
            | name |     n |
            |------|------:|
            | a    | 12345 |
            | bc   |     1 |
            """);
  }

  @Test
  void row_withErrors_cantBeOverlooked() {
    var results = new Results();
    results.put("poll", "HAProxy", Figures.of(List.of(round(100, 10, 0))));
    results.put("poll", "Sluice", Figures.of(List.of(round(50, 20, 7))));

    assertThat(ProxyTable.text(results, "HAProxy").lines().toList().getLast())
        .contains("poll, Sluice", "**7 ERRORS**", "×0.50", "×2.00");
  }
}
