package io.sluice.broker.audit;

/**
 * How far behind the store is.
 *
 * @param undelivered events of this process that are not delivered yet
 * @param undeliveredBytes bytes on disk that are not delivered yet, those of earlier processes too
 * @param lost events that neither disk nor memory had room for
 * @param unreadable lines, whole or torn, that could not be read back
 * @param writing whether the last event could be written to disk
 */
public record JournalState(
    long undelivered, long undeliveredBytes, long lost, long unreadable, boolean writing) {}
