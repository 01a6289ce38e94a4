/** Tests of the tests of rules. Start at {@link RuleTestsTest}. */
@NullMarked
package io.sluice.rules.ruletest;

import org.jspecify.annotations.NullMarked;
