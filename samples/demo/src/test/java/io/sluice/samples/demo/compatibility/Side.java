package io.sluice.samples.demo.compatibility;

import io.sluice.rules.fact.Dialect;
import java.net.URI;
import java.nio.file.Path;

/**
 * What one run of a script talks to, and what is its own.
 *
 * @param dialect whose engine it is
 * @param server the engine, or the broker before it
 * @param schema a schema of the catalog memory that only this run uses, such as {@code
 *     kit_0a1b2c3d}
 * @param folder where the run may write
 */
record Side(Dialect dialect, URI server, String schema, Path folder) {
  /** The user of all runs: rules send it to one engine of each dialect. */
  static final String USER = "kit";

  Masking masking() {
    return new Masking(server.getAuthority(), schema);
  }

  TranscriptWriter writer() {
    return new TranscriptWriter(masking());
  }

  Script script() {
    return Script.of(dialect, "memory." + schema);
  }
}
