/** Reading what is compressed while it passes. Start at {@link Gunzip}. */
@NullMarked
package io.sluice.broker.gzip;

import org.jspecify.annotations.NullMarked;
