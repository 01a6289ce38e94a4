/** Tries candidate rules on the decisions in the store. Start at {@link ReplayRun}. */
@NullMarked
package io.sluice.broker.replay;

import org.jspecify.annotations.NullMarked;
