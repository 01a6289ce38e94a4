package io.sluice.broker.querylist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ListMemoryTest {
  private final ListMemory memory = new ListMemory(100);

  @Test
  void room_isForAllTogether_twiceForEachByte() {
    ListMemory.Share some = memory.share();
    ListMemory.Share others = memory.share();

    assertThat(some.take(30)).isTrue();
    assertThat(others.take(21)).isFalse();
    assertThat(others.take(20)).isTrue();
    assertThat(memory.taken()).isEqualTo(100);
  }

  @Test
  void released_isFreeForOthers_andGetsNothingMore() {
    ListMemory.Share some = memory.share();
    some.take(50);

    some.release();
    some.release();

    assertThat(some.take(1)).isFalse();
    assertThat(memory.taken()).isZero();
    assertThat(memory.share().take(50)).isTrue();
  }
}
