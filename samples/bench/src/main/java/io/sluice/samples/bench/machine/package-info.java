/**
 * Processes of a measurement, what they use, and the machine that they run on. Start at {@link
 * io.sluice.samples.bench.machine.Lab}.
 */
@NullMarked
package io.sluice.samples.bench.machine;

import org.jspecify.annotations.NullMarked;
