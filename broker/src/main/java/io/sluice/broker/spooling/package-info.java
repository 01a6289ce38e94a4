/**
 * Spooled segments of results: which cluster has issued them, and the way there. Start at {@link
 * Spooling}.
 */
@NullMarked
package io.sluice.broker.spooling;

import org.jspecify.annotations.NullMarked;
