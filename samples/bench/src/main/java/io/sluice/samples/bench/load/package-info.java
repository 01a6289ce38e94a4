/** What clients do to a proxy. Start at {@link io.sluice.samples.bench.load.Wrk}. */
@NullMarked
package io.sluice.samples.bench.load;

import org.jspecify.annotations.NullMarked;
