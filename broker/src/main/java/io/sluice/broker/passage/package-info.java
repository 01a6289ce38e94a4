/** Requests that belong to a cluster but to no query, carried there. Start at {@link Passages}. */
@NullMarked
package io.sluice.broker.passage;

import org.jspecify.annotations.NullMarked;
