/** Which state of a thing a change is meant for. Start at {@link Precondition}. */
@NullMarked
package io.sluice.admin.precondition;

import org.jspecify.annotations.NullMarked;
