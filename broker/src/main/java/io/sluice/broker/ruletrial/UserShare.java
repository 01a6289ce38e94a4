package io.sluice.broker.ruletrial;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Split;
import io.sluice.rules.decision.Split.Share;
import java.util.List;

/**
 * A share of the users: always the same ones, on every replica and after every restart. A larger
 * share has all users of a smaller one. The candidate's version salts the choice, so that not
 * always the same users are the first to try what is new.
 */
final class UserShare {
  private static final int ALL = 100;

  private final int percent;
  private final String chosen;
  private final Split split;

  UserShare(RuleSetVersion candidate, int percent) {
    this.percent = percent;
    this.chosen = "canary-" + candidate.hash();
    // The side that grows stands first: its users keep their place when the weights change.
    this.split = new Split(List.of(new Share(chosen, percent), new Share("rest", ALL - percent)));
  }

  boolean has(String user) {
    return percent == ALL || (percent > 0 && split.groupOf(user).equals(chosen));
  }
}
