/**
 * What rules say, and what comes of it. Start at {@link Decision} for the words of a rule's
 * right-hand side, at {@link Verdict} for the result.
 */
@NullMarked
package io.sluice.rules.decision;

import org.jspecify.annotations.NullMarked;
