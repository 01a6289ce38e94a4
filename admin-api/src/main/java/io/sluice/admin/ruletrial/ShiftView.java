package io.sluice.admin.ruletrial;

import io.sluice.admin.decision.DecisionOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Statements that the candidate would treat otherwise, all in the same way.
 *
 * @param fromOutcome what the active rules said
 * @param fromGroup the group that they chose
 * @param toOutcome what the candidate said
 * @param toGroup the group that it chose
 * @param differences in what the two differ, such as GROUP or SESSION
 * @param count how many statements
 * @param share their part of all compared ones, 0 to 1
 */
public record ShiftView(
    DecisionOutcome fromOutcome,
    Optional<String> fromGroup,
    DecisionOutcome toOutcome,
    Optional<String> toGroup,
    List<String> differences,
    long count,
    double share) {
  public ShiftView {
    differences = List.copyOf(differences);
  }
}
