/**
 * Conversations of real clients with real coordinators, played again through a broker. Start at
 * {@link Capture}.
 */
@NullMarked
package io.sluice.broker.recorded;

import org.jspecify.annotations.NullMarked;
