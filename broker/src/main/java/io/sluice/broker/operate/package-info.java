/** The ports of the admin API, implemented by the live broker. Start at {@link FleetRegistry}. */
@NullMarked
package io.sluice.broker.operate;

import org.jspecify.annotations.NullMarked;
