/** Tests of words and their semantics. Start at {@link DecisionTest}. */
@NullMarked
package io.sluice.rules.decision;

import org.jspecify.annotations.NullMarked;
