/** Spooled results of real Trinos, through two brokers. Start at {@link SpoolingIT}. */
@NullMarked
package io.sluice.samples.demo.spooling;

import org.jspecify.annotations.NullMarked;
