/** Waits that end after a time, for threads that mostly need not wait so long. */
@NullMarked
package io.sluice.broker.waiting;

import org.jspecify.annotations.NullMarked;
