package io.sluice.broker.usage;

import io.sluice.broker.audit.QueryEnd;

/**
 * What has been used up.
 *
 * @param queries ended queries
 * @param cpuMillis their CPU time
 * @param bytes what they read
 */
record Amount(long queries, long cpuMillis, long bytes) {
  static final Amount NOTHING = new Amount(0, 0, 0);

  static Amount of(QueryEnd end) {
    return new Amount(1, end.cpuMillis().orElse(0), end.bytes().orElse(0));
  }

  Amount plus(Amount other) {
    return new Amount(queries + other.queries, cpuMillis + other.cpuMillis, bytes + other.bytes);
  }

  Amount negated() {
    return new Amount(-queries, -cpuMillis, -bytes);
  }
}
