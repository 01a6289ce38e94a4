/**
 * How the URIs that a cluster gives to a client come to lead back to the broker. Start at {@link
 * Uris}.
 */
@NullMarked
package io.sluice.broker.uris;

import org.jspecify.annotations.NullMarked;
