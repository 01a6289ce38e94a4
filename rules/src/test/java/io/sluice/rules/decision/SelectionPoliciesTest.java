package io.sluice.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectionPoliciesTest {
  @Test
  void all_ten_names_are_known() {
    assertThat(SelectionPolicies.NAMES).hasSize(10).isSorted().allMatch(SelectionPolicies::isKnown);
  }

  @Test
  void location_first_may_name_a_location() {
    assertThat(SelectionPolicies.isKnown("location-first:eu west/1")).isTrue();
    assertThat(SelectionPolicies.name("location-first:eu:1")).isEqualTo("location-first");
    assertThat(SelectionPolicies.location("location-first:eu:1")).contains("eu:1");
    assertThat(SelectionPolicies.location("location-first")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fastest",
        "Random",
        "location-first:",
        "location-first: ",
        "location-first:eu ",
        "location-first:e\nu",
        "random:eu"
      })
  void other_texts_are_none(String policy) {
    assertThat(SelectionPolicies.isKnown(policy)).isFalse();
  }
}
