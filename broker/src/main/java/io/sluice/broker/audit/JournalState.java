package io.sluice.broker.audit;

/**
 * How far behind the store is.
 *
 * @param undelivered events of this process that are not delivered yet
 * @param undeliveredBytes bytes on disk that are not delivered yet, those of earlier processes too
 * @param maxBytes how many bytes the disk may hold
 * @param lost events that neither disk nor memory had room for
 * @param unreadable lines, whole or torn, that could not be read back
 * @param writing whether the last event could be written to disk
 */
public record JournalState(
    long undelivered,
    long undeliveredBytes,
    long maxBytes,
    long lost,
    long unreadable,
    boolean writing) {

  /** Whether the store is so far behind that events will be lost when that goes on. */
  public boolean fillsUp() {
    return undeliveredBytes > maxBytes / 4;
  }
}
