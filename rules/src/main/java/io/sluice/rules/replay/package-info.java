/**
 * What other rules would have said of decisions that were made already. Start at {@link Replay}.
 */
@NullMarked
package io.sluice.rules.replay;

import org.jspecify.annotations.NullMarked;
