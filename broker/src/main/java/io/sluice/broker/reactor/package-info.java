/**
 * The event loops: client and cluster connections of one exchange on one thread. Start at {@link
 * Reactor}.
 */
@NullMarked
package io.sluice.broker.reactor;

import org.jspecify.annotations.NullMarked;
