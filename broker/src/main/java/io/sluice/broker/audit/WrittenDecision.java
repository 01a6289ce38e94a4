package io.sluice.broker.audit;

/**
 * A decision and its JSON: made once, for the journal's line as for the store's row.
 *
 * @param decision the decision
 * @param body its JSON without the SQL text, as {@link EventJson} writes it
 */
record WrittenDecision(DecisionRecord decision, String body) implements AuditEvent {}
