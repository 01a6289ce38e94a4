/**
 * Why a rule fires for a statement, or does not: condition by condition. Start at {@link Trace}.
 */
@NullMarked
package io.sluice.rules.trace;

import org.jspecify.annotations.NullMarked;
