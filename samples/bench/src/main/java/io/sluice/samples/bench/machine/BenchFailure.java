package io.sluice.samples.bench.machine;

import java.io.IOException;

/** Why a measurement could not be made; the message says what to do. */
public final class BenchFailure extends IOException {
  private static final long serialVersionUID = 1;

  public BenchFailure(String message) {
    super(message);
  }
}
