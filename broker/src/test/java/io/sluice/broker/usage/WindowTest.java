package io.sluice.broker.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WindowTest {
  private static Amount amount(long queries) {
    return new Amount(queries, 10 * queries, 100 * queries);
  }

  private static Window window(long... buckets) {
    Window window = Window.EMPTY;
    for (long bucket : buckets) {
      window = window.plus(bucket, amount(1), 0);
    }
    return window;
  }

  @Test
  void sum_takesTheBucketsFromOneOn() {
    Window window = window(5, 3, 9, 5);

    assertThat(window.size()).isEqualTo(3);
    assertThat(window.since(0)).isEqualTo(amount(4));
    assertThat(window.since(5)).isEqualTo(amount(3));
    assertThat(window.since(6)).isEqualTo(amount(1));
    assertThat(window.since(10)).isEqualTo(Amount.NOTHING);
  }

  @Test
  void newerBuckets_takeThePlaceOfOlderOnes() {
    Window merged = window(1, 3, 5).with(window(0, 3, 3, 7), 0);

    assertThat(merged.size()).isEqualTo(5);
    assertThat(merged.since(0)).isEqualTo(amount(6));
    assertThat(merged.since(3)).isEqualTo(amount(4));
  }

  @Test
  void oldBuckets_andEmptyOnes_takeNoRoom() {
    assertThat(window(1, 3, 5).with(Window.EMPTY, 4).size()).isEqualTo(1);
    assertThat(window(5).plus(5, amount(1).negated(), 0)).isSameAs(Window.EMPTY);
    assertThat(window(5).plus(3, amount(1), 4).size()).isEqualTo(1);
  }
}
