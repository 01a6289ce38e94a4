/** When clusters regularly get nothing new. Start at {@link Windows}. */
@NullMarked
package io.sluice.broker.maintenance;

import org.jspecify.annotations.NullMarked;
