/**
 * The database that replicas share: opening it, and what the fleet and affinity keep there. Start
 * at {@link Store}.
 */
@NullMarked
package io.sluice.broker.store;

import org.jspecify.annotations.NullMarked;
