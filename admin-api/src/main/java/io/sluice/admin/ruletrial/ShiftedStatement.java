package io.sluice.admin.ruletrial;

import io.sluice.admin.decision.DecisionOutcome;
import java.util.Optional;

/**
 * A statement that the candidate would treat otherwise.
 *
 * @param decisionId its decision
 * @param user who asked
 * @param source with what
 * @param sql the first 500 characters of its text
 * @param fromOutcome what the active rules said
 * @param fromGroup the group that they chose
 * @param toOutcome what the candidate said
 * @param toGroup the group that it chose
 * @param activeRule the rule that decided; left out when none did
 * @param candidateRule the candidate's rule that would have decided, likewise
 */
public record ShiftedStatement(
    String decisionId,
    String user,
    String source,
    String sql,
    DecisionOutcome fromOutcome,
    Optional<String> fromGroup,
    DecisionOutcome toOutcome,
    Optional<String> toGroup,
    Optional<String> activeRule,
    Optional<String> candidateRule) {}
