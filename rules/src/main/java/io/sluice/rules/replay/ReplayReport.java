package io.sluice.rules.replay;

import io.sluice.rules.decision.RuleSetVersion;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a candidate would have changed. Every decision is in one of {@code same}, {@code words},
 * {@code moved}, {@code newlyRejected} and {@code noLongerRejected}.
 *
 * @param candidate the rules that were tried
 * @param decisions how many decisions were replayed
 * @param same how many stay as they were
 * @param words how many keep their group, but not the words beside it
 * @param moved how many go to another group
 * @param newlyRejected how many would not run any more
 * @param noLongerRejected how many would run
 * @param withoutFleet how many have no record of the fleet's load; they saw groups without load
 * @param textCut how many have less of their text in the record than the rules saw then
 * @param shifts from group to group, the most decisions first
 * @param otherShifts changed decisions that are in none of the {@code shifts}, because there would
 *     be too many
 * @param wordCounts how many decisions differ in a word, moved ones included
 * @param winners from rule to rule, the most decisions first; pairs of the same name are left out
 * @param otherWinners decisions that another rule wins and that are in none of the {@code winners}
 * @param rules the candidate's rules in their order
 * @param flags what was out of the ordinary, then or now
 */
public record ReplayReport(
    RuleSetVersion candidate,
    long decisions,
    long same,
    long words,
    long moved,
    long newlyRejected,
    long noLongerRejected,
    long withoutFleet,
    long textCut,
    List<Shift> shifts,
    long otherShifts,
    Map<WordKind, Long> wordCounts,
    List<Succession> winners,
    long otherWinners,
    List<RuleCount> rules,
    List<FlagCount> flags) {
  public ReplayReport {
    shifts = List.copyOf(shifts);
    wordCounts = Collections.unmodifiableMap(copy(wordCounts));
    winners = List.copyOf(winners);
    rules = List.copyOf(rules);
    flags = List.copyOf(flags);
  }

  private static Map<WordKind, Long> copy(Map<WordKind, Long> counts) {
    Map<WordKind, Long> copy = new EnumMap<>(WordKind.class);
    copy.putAll(counts);
    return copy;
  }

  /** Whether any decision would be another one. */
  public boolean shifted() {
    return same < decisions;
  }
}
