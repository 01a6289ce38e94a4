/**
 * Clusters that answer at once, so that a measurement shows the proxy before them. Start at {@link
 * io.sluice.samples.bench.fleet.StubClusters}.
 */
@NullMarked
package io.sluice.samples.bench.fleet;

import org.jspecify.annotations.NullMarked;
