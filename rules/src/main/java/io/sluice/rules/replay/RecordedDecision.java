package io.sluice.rules.replay;

import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Facts;
import java.util.OptionalLong;

/**
 * A decision out of the record.
 *
 * @param id its name; ids sort as their moments do
 * @param facts what the rules saw
 * @param fleetRecorded whether groups and clusters in the facts are those that the rules saw
 * @param verdict what the rules said then; the rules that fired may have been left out
 * @param cpuMillis the CPU time of its query; empty while that is not known
 */
public record RecordedDecision(
    String id, Facts facts, boolean fleetRecorded, Verdict verdict, OptionalLong cpuMillis) {

  /** Whether the record keeps less of the text than the rules saw. */
  boolean textCut() {
    return facts.sql().text().length() < facts.sql().length();
  }
}
