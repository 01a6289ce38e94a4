/** The ids of the protocol, typed. Start at {@link QueryId}. */
@NullMarked
package io.sluice.broker.query;

import org.jspecify.annotations.NullMarked;
