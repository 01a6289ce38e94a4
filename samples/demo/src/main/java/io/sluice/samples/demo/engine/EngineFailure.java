package io.sluice.samples.demo.engine;

import java.io.IOException;

/** An engine can't be resolved or does not start; the message says why and what to do. */
public final class EngineFailure extends IOException {
  private static final long serialVersionUID = 1;

  EngineFailure(String message) {
    super(message);
  }
}
