/** Whole brokers in this process, in front of stand-in clusters. Start at {@link RunningBroker}. */
@NullMarked
package io.sluice.broker.running;

import org.jspecify.annotations.NullMarked;
