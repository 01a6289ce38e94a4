/**
 * The command {@code bin/sluice bench} of a source checkout. Start at {@link
 * io.sluice.samples.bench.command.Main}.
 */
@NullMarked
package io.sluice.samples.bench.command;

import org.jspecify.annotations.NullMarked;
