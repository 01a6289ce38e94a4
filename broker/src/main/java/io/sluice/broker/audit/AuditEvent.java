package io.sluice.broker.audit;

/** Something that the audit keeps. */
public sealed interface AuditEvent
    permits ClusterTransition, DecisionRecord, FleetSnapshot, QueryEnd, WrittenDecision {}
