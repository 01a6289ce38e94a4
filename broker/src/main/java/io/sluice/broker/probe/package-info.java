/** Asks clusters about themselves, apart from the traffic. Start at {@link Coordinators}. */
@NullMarked
package io.sluice.broker.probe;

import org.jspecify.annotations.NullMarked;
