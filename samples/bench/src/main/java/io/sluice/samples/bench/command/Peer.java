package io.sluice.samples.bench.command;

import java.util.Locale;

/** What Sluice is compared with. */
enum Peer {
  /** Nothing. */
  NONE,
  HAPROXY,
  TRINO_GATEWAY;

  /** As the command line takes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
