package io.sluice.samples.bench.proxy;

import java.net.URI;
import java.util.List;

/**
 * How Sluice is set up for a measurement.
 *
 * @param clusters where its clusters are; each serves the two groups that the rules name
 * @param rules how many rules it has, of all kinds
 * @param javaOptions options for its Java machine beside those of {@code bin/sluice}
 * @param processors which processors it may use, as {@code taskset -c} takes them; empty for all
 */
public record SluiceSetup(
    List<URI> clusters, int rules, List<String> javaOptions, String processors) {

  public SluiceSetup {
    clusters = List.copyOf(clusters);
    javaOptions = List.copyOf(javaOptions);
  }
}
