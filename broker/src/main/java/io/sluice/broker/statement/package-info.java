/** The way of a new statement, phase by phase. Start at {@link Submission}. */
@NullMarked
package io.sluice.broker.statement;

import org.jspecify.annotations.NullMarked;
