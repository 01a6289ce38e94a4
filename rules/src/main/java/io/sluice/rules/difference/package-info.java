/** What changed from one rule set to another. Start at {@link RuleSetDifference}. */
@NullMarked
package io.sluice.rules.difference;

import org.jspecify.annotations.NullMarked;
