/** What rules see: immutable, null-free facts of one statement. Start at {@link Facts}. */
@NullMarked
package io.sluice.rules.fact;

import org.jspecify.annotations.NullMarked;
