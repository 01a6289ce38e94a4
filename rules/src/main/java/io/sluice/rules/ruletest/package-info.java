/**
 * The tests that stand beside the rules in {@code *.test.yaml}: their format, and what comes of
 * running them. Start at {@link RuleTests}.
 */
@NullMarked
package io.sluice.rules.ruletest;

import org.jspecify.annotations.NullMarked;
