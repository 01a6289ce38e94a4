/**
 * How fast rules are, in JMH's figures, and what a fleet costs. Start at {@link Decide} and {@link
 * FleetUpkeep}.
 */
@NullMarked
package io.sluice.samples.bench;

import org.jspecify.annotations.NullMarked;
