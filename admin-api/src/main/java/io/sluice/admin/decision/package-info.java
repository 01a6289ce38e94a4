/** The audit of decisions: search, one by one, and as a table. Start at {@link Decisions}. */
@NullMarked
package io.sluice.admin.decision;

import org.jspecify.annotations.NullMarked;
