package io.sluice.broker.audit;

import java.util.Optional;

/**
 * A decision and, where it is known, how its query ended.
 *
 * @param decision the decision
 * @param end the end of its query
 */
public record LoggedDecision(DecisionRecord decision, Optional<QueryEnd> end) {}
