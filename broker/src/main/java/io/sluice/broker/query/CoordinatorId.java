package io.sluice.broker.query;

/**
 * The last part of a query id: constant while one coordinator process lives, new at each start.
 *
 * @param value five lower-case letters or digits, such as {@code e9qzz}
 */
public record CoordinatorId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
