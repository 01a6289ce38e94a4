/**
 * Where clients come in: which request is which, and what answers it. Start at {@link
 * FrontExchange}.
 */
@NullMarked
package io.sluice.broker.front;

import org.jspecify.annotations.NullMarked;
