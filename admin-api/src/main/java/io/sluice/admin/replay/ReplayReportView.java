package io.sluice.admin.replay;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.replay.ReplayReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a candidate would have changed: {@link ReplayReport} on the wire.
 *
 * @param candidate the version of the rules that were tried
 * @param from the beginning of the range
 * @param to the end of the range
 * @param decisions how many decisions were replayed
 * @param elapsedMillis how long it took
 * @param same how many stay as they were
 * @param words how many keep their group, but not the words beside it
 * @param moved how many go to another group
 * @param newlyRejected how many would not run any more
 * @param noLongerRejected how many would run
 * @param withoutFleet how many have no record of the fleet's load
 * @param textCut how many have less of their text in the record than the rules saw
 * @param unreadable how many rows could not be read; they are in no other number
 * @param shifts from group to group, the most decisions first
 * @param otherShifts changed decisions that are in none of the shifts
 * @param wordCounts how many decisions differ in a word, by word
 * @param winners from rule to rule, the most decisions first
 * @param otherWinners decisions with another winner that are in none of the winners
 * @param rules what each rule of the candidate did
 * @param flags what was out of the ordinary
 */
public record ReplayReportView(
    RuleSetVersion candidate,
    Instant from,
    Instant to,
    long decisions,
    long elapsedMillis,
    long same,
    long words,
    long moved,
    long newlyRejected,
    long noLongerRejected,
    long withoutFleet,
    long textCut,
    long unreadable,
    List<ShiftView> shifts,
    long otherShifts,
    Map<String, Long> wordCounts,
    List<WinnerView> winners,
    long otherWinners,
    List<RuleCountView> rules,
    List<FlagCountView> flags) {
  public ReplayReportView {
    shifts = List.copyOf(shifts);
    wordCounts = Map.copyOf(wordCounts);
    winners = List.copyOf(winners);
    rules = List.copyOf(rules);
    flags = List.copyOf(flags);
  }

  /** The report with what is known around it. */
  public static ReplayReportView of(
      ReplayReport report, Instant from, Instant to, long elapsedMillis, long unreadable) {
    Map<String, Long> words = new TreeMap<>();
    report.wordCounts().forEach((word, count) -> words.put(word.name(), count));
    return new ReplayReportView(
        report.candidate(),
        from,
        to,
        report.decisions(),
        elapsedMillis,
        report.same(),
        report.words(),
        report.moved(),
        report.newlyRejected(),
        report.noLongerRejected(),
        report.withoutFleet(),
        report.textCut(),
        unreadable,
        report.shifts().stream().map(ShiftView::of).toList(),
        report.otherShifts(),
        words,
        report.winners().stream().map(WinnerView::of).toList(),
        report.otherWinners(),
        report.rules().stream().map(RuleCountView::of).toList(),
        report.flags().stream().map(FlagCountView::of).toList());
  }
}
