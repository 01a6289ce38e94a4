package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DecisionIdTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  @Test
  void an_id_tells_its_moment_to_the_microsecond() {
    assertThat(DecisionId.of(NOON.plusNanos(789), -1, -1).at()).isEqualTo(NOON);
    assertThat(DecisionId.of(Instant.EPOCH, 0, 0).at()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void ids_sort_as_their_moments_do_whatever_the_chance() {
    DecisionId earlier = DecisionId.of(NOON, -1, -1);
    DecisionId later = DecisionId.of(NOON.plusNanos(1000), 0, 0);

    assertThat(earlier).isLessThan(later);
    assertThat(DecisionId.lowest(NOON)).isLessThan(earlier);
    assertThat(DecisionId.lowest(NOON.plusNanos(1000))).isGreaterThan(earlier);
  }

  @Test
  void moments_out_of_range_count_as_its_ends() {
    assertThat(DecisionId.lowest(Instant.MIN).at()).isEqualTo(Instant.EPOCH);
    assertThat(DecisionId.lowest(Instant.MAX)).isGreaterThan(DecisionId.of(NOON, -1, -1));
  }

  @Test
  void ids_of_one_moment_differ() {
    var ids = new DecisionIds(InstantSource.fixed(NOON), new Random(42));

    assertThat(Stream.generate(ids::next).limit(10_000).collect(Collectors.toSet()))
        .hasSize(10_000);
  }

  @Test
  void a_text_that_is_no_id_is_refused() {
    assertThatThrownBy(() -> new DecisionId("'; DROP TABLE decision"))
        .hasMessageStartingWith("decision id: ''; DROP TABLE decision' (expected: 26 digits");
  }
}
