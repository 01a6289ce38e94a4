/**
 * Everything that has to be right before a rule set may decide, in one place: it compiles, stands
 * up to inspection, and passes its own tests. Start at {@link RuleSetCheck}.
 */
@NullMarked
package io.sluice.rules.check;

import org.jspecify.annotations.NullMarked;
