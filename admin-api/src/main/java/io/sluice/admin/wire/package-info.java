/** How requests are read and values written. Start at {@link Json} and {@link Fields}. */
@NullMarked
package io.sluice.admin.wire;

import org.jspecify.annotations.NullMarked;
