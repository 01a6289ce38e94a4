package io.sluice.broker.ruletrial;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.RuleSetVersion;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UserShareTest {
  private static final RuleSetVersion CANDIDATE = new RuleSetVersion("0123456789ab");

  /** Of 10,000 users, those in the share. */
  private static Set<String> users(RuleSetVersion candidate, int percent) {
    var share = new UserShare(candidate, percent);
    return IntStream.range(0, 10_000)
        .mapToObj(number -> "user-" + number)
        .filter(share::has)
        .collect(Collectors.toSet());
  }

  @Test
  void share_isTheSameUsersEverywhere() {
    // The hash is a promise: with other numbers, users would move when brokers are upgraded.
    assertThat(users(CANDIDATE, 1)).hasSize(94);
    assertThat(users(CANDIDATE, 10)).hasSize(1003);
    assertThat(users(CANDIDATE, 50)).hasSize(4940);
  }

  @Test
  void larger_share_hasAllUsersOfASmallerOne() {
    Set<String> before = Set.of();
    for (int percent = 0; percent <= 100; percent += 5) {
      Set<String> now = users(CANDIDATE, percent);
      assertThat(now).containsAll(before);
      before = now;
    }
  }

  @Test
  void none_isNobody_andAll_isEverybody() {
    assertThat(users(CANDIDATE, 0)).isEmpty();
    assertThat(users(CANDIDATE, 100)).hasSize(10_000);
  }

  @Test
  void another_candidate_isTriedOnOtherUsers() {
    Set<String> both = users(CANDIDATE, 10);
    both.retainAll(users(new RuleSetVersion("ba9876543210"), 10));

    assertThat(both).hasSizeLessThan(200);
  }
}
