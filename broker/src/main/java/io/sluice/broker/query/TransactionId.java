package io.sluice.broker.query;

/**
 * The id of an open transaction, as a cluster gave it out.
 *
 * @param value the header's value, a UUID in both engine families
 */
public record TransactionId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
