/**
 * Sets of rule files: their content, their versions and what is wrong with them. Start at {@link
 * RuleSet}.
 */
@NullMarked
package io.sluice.rules.ruleset;

import org.jspecify.annotations.NullMarked;
