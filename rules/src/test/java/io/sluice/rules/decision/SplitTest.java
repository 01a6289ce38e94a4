package io.sluice.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  private static final int USERS = 100_000;

  /** Chi-squared, one degree of freedom, 0.1 %. The users are fixed, so the figure is as well. */
  private static final double BOUND = 10.83;

  private static List<String> users() {
    return IntStream.range(0, USERS).mapToObj(i -> "user-" + i + "@example.com").toList();
  }

  @Test
  void same_user_falls_to_the_same_group_on_every_machine() {
    Split split = Split.parse("blue:50, green:50");
    assertThat(List.of("alice", "bob", "carol", "dave", "erin", "Zoë", ""))
        .extracting(split::groupOf)
        .containsExactly("blue", "green", "blue", "green", "green", "green", "blue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blue:95, green:5", "blue:1, green:1", "green:1, blue:999"})
  void shares_of_many_users_are_those_of_the_weights(String spec) {
    Split split = Split.parse(spec);
    double total = split.shares().stream().mapToInt(Split.Share::weight).sum();
    List<String> users = users();
    double chiSquared = 0;
    for (Split.Share share : split.shares()) {
      double expected = USERS * share.weight() / total;
      double seen = users.stream().filter(u -> split.groupOf(u).equals(share.group())).count();
      chiSquared += (seen - expected) * (seen - expected) / expected;
    }
    assertThat(chiSquared).isLessThan(BOUND);
  }

  @Test
  void growing_share_keeps_the_users_it_had() {
    Split before = Split.parse("blue:95, green:5");
    Split after = Split.parse("blue:80, green:20");
    assertThat(users().stream().filter(u -> before.groupOf(u).equals("green")))
        .isNotEmpty()
        .allMatch(u -> after.groupOf(u).equals("green"));
  }

  @Test
  void two_splits_do_not_pick_the_same_users() {
    Split one = Split.parse("blue:90, green:10");
    Split other = Split.parse("old:90, new:10");
    List<String> greens = users().stream().filter(u -> one.groupOf(u).equals("green")).toList();
    double both = greens.stream().filter(u -> other.groupOf(u).equals("new")).count();
    assertThat(both / greens.size()).isBetween(0.08, 0.12);
  }
}
