/** The clusters of a demo, real or stood in for. Start at {@link Fleet}. */
@NullMarked
package io.sluice.samples.demo.fleet;

import org.jspecify.annotations.NullMarked;
