/**
 * A stand-in cluster that speaks Trino's and Presto's client protocol in this process, for tests
 * and for a demo without engines. Start at {@link StandInCluster}.
 */
@NullMarked
package io.sluice.samples.standin;

import org.jspecify.annotations.NullMarked;
