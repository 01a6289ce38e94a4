package io.sluice.broker.probe;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.util.Optional;

/** Asks a cluster about itself. Blocks, within a bounded time; safe for any number of threads. */
@FunctionalInterface
public interface ClusterProbe {

  /**
   * What a cluster says of itself.
   *
   * @param detected which headers it speaks, when an earlier report told
   * @param withCatalogs whether to ask for its catalogs too
   * @throws IOException when it says nothing, or nothing that makes sense
   */
  ClusterReport probe(ClusterSpec spec, Optional<Dialect> detected, boolean withCatalogs)
      throws IOException;
}
