package io.sluice.broker.version;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Targets;
import java.time.Instant;

/**
 * A rule set coming into force. Texts that are longer than the archive's columns are cut.
 *
 * @param version which set
 * @param at when; the archive keeps it to the microsecond
 * @param who who wanted it
 * @param why why, in that one's words; may be empty
 * @param origin by which way
 * @param targets what existed when the set was checked; whoever follows takes these as existing,
 *     too, so that a cluster that is gone since makes one word void and not the whole set
 */
public record Activation(
    RuleSetVersion version,
    Instant at,
    String who,
    String why,
    ActivationOrigin origin,
    Targets targets) {
  private static final int LONGEST_WHO = 255;
  private static final int LONGEST_WHY = 1000;

  public Activation {
    who = cut(who, LONGEST_WHO);
    why = cut(why, LONGEST_WHY);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
