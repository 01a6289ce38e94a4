/** The process: all parts of a broker, put together. Start at {@link Broker}. */
@NullMarked
package io.sluice.broker;

import org.jspecify.annotations.NullMarked;
